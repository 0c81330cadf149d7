// Runs before the widget's script on a page whose time stands still until a test lets it pass.
// The page is hidden, and the network gone, when the test says so; chance is what the test says.
(() => {
  "use strict";
  const { setTimeout, clearTimeout } = window;
  // The shortest pause of all, when chance adds nothing to it.
  const LONG = 4_000;
  // The deadline of a request stays what it is, and that of WebKit's driver, which it keeps on the page's own clock.
  const DEADLINES = [10_000, 30_000];
  const held = new Map();
  let time = Date.UTC(2026, 0, 1);
  let lastHeld = 0, chance = 0, isHidden = false, isOnline = null;

  Date.now = () => time;
  Math.random = () => chance;
  Object.defineProperty(document, "hidden", { get: () => isHidden });
  const { get } = Object.getOwnPropertyDescriptor(Navigator.prototype, "onLine");
  Object.defineProperty(navigator, "onLine", { get: () => isOnline ?? get.call(navigator) });
  window.setTimeout = (action, delay = 0, ...words) => {
    if (delay < LONG || DEADLINES.includes(delay)) return setTimeout(action, delay, ...words);
    lastHeld -= 1;
    held.set(lastHeld, { action, delay });
    return lastHeld;
  };
  window.clearTimeout = (timer) => {
    if (!held.delete(timer)) clearTimeout(timer);
  };

  window.__clock = {
    /** How long each timer waits that has been held. */
    waits: () => [...held.values()].map(({ delay }) => delay),
    /** Lets the time pass for which the held timers wait. */
    pass() {
      const waiting = [...held];
      held.clear();
      time += Math.max(0, ...waiting.map(([, { delay }]) => delay));
      for (const [, { action }] of waiting) action();
    },
    setChance(value) {
      chance = value;
    },
    setHidden(value) {
      isHidden = value;
      document.dispatchEvent(new Event("visibilitychange"));
    },
    setOnline(value) {
      isOnline = value;
      window.dispatchEvent(new Event(value ? "online" : "offline"));
    },
  };
})();
