// Moments, durations and ages in a reader's language, by `Intl`.

/** Regions whose English has letters for a zone. */
const REGIONS = ["en-US", "en-IN", "en-AU", "en-NZ", "en-ZA", "en-CA"];
const WEEK = 7 * 86_400;
const UNITS = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];

const formats = new Map();

/** Constructing a format is slow; a list needs the same one for each of its lines. */
function dateFormat(language, options) {
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, options));
  return formats.get(key);
}

/** A zone's name, unless that is only its distance from UTC. */
function zoneName(language, timeZone, timeZoneName, date) {
  const parts = dateFormat(language, { timeZone, timeZoneName }).formatToParts(date);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value;
  return /[+−-]/.test(name) ? undefined : name;
}

/** A moment by the publisher's clock: `21 Nov 2026, 09:05 IST`, its zone also in words. */
export function moment(datetime, timeZone, tag) {
  const date = new Date(datetime);
  const language = tag === "en" ? "en-GB" : tag;
  const text = dateFormat(language, {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(date);
  const names = language.startsWith("en") ? [language, ...REGIONS] : [language];
  const short = names.reduce((found, name) => found ?? zoneName(name, timeZone, "short", date), undefined);
  return { datetime, text: `${text} `, short, long: zoneName(language, timeZone, "long", date) };
}

/** `2 hours ago`, within a week. */
export function ago(datetime, language) {
  const seconds = (Date.now() - new Date(datetime)) / 1000;
  if (seconds < 0 || seconds >= WEEK) return undefined;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const [length, unit] = UNITS.find(([length]) => seconds >= length) ?? [Infinity, "second"];
  return format.format(-Math.floor(seconds / length), unit);
}

/** `5:12`. */
export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
