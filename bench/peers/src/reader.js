// What a reader does: copying, printing, passing by, subscribing.
// It knows no view; answers are what a view keeps as its state.

/** Puts text on the clipboard; whether that went well. */
export const copy = (text) =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );

export const snippet = (tag, script, src) => `<script async src="${script}"></script>\n<${tag} src="${src}"></${tag}>`;

/** Sends the form from where it stands: `sent` or `failed`. */
export async function subscribe(form) {
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "omit" });
    return response.ok ? "sent" : "failed";
  } catch {
    return "failed";
  }
}

/** Goes past the lists. */
export const skip = (event) => event.currentTarget.getRootNode().querySelector("[data-end]").focus();
