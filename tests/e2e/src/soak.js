// Runs before the widget's script on a page that soaks: finds the instance, moves the clock, and does one cycle after the other.
// It keeps nothing of a cycle: what is left of one is the widget's.
(() => {
  "use strict";
  const { fetch, setTimeout, clearTimeout } = window;
  const { now } = Date;
  const FALLBACK = "The page’s own words.";

  // --- The instance. Its exports have short names, so that each is known by its kind.

  let memory = null, tables = [], allocate = null;
  /** Calls an export of two words; the one that makes room for a text's bytes is the allocator. */
  const watch = (called) => (...words) => {
    const result = called(...words);
    if (words[0] > 0 && words[1] === 1 && result > 0) allocate ??= called;
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const result = await original.apply(WebAssembly, words);
      const all = Object.entries((result.instance ?? result).exports);
      const kind = (Kind) => all.map(([, it]) => it).filter((it) => it instanceof Kind);
      [memory] = kind(WebAssembly.Memory);
      tables = kind(WebAssembly.Table);
      const watched = all.map(([key, it]) => [key, typeof it === "function" && it.length === 2 ? watch(it) : it]);
      const instance = { exports: Object.fromEntries(watched) };
      return result.instance ? { module: result.module, instance } : instance;
    };
  }

  /** How many of the page's things the instance holds on to. */
  const references = () => {
    let count = 0;
    for (const table of tables) {
      for (let at = 0; at < table.length; at += 1) if ((table.get(at) ?? null) !== null) count += 1;
    }
    return count;
  };

  // The allocator's smallest block, and the most that it holds.
  const BLOCK = 16, ROOM = 8;
  let filled = 0;
  /** The bytes that the program has in use: all but the room that is left, which is filled up until the memory grows. */
  const weigh = () => {
    const length = memory.buffer.byteLength;
    let room = -BLOCK;
    while (memory.buffer.byteLength === length) {
      allocate(ROOM, 1);
      room += BLOCK;
    }
    const used = length - filled - room;
    // The last block stands in the new room.
    filled += room + BLOCK;
    return used;
  };

  // --- The clock.

  let skipped = 0, isHeld = false, lastHeld = 0;
  Date.now = () => now() + skipped;
  // Deadlines of requests stay what they are, and those of WebKit's driver, which it keeps on the page's own clock.
  const LONG = 40_000;
  const held = new Map();
  window.setTimeout = (action, delay = 0, ...words) => {
    if (!isHeld || delay < LONG) return setTimeout(action, delay, ...words);
    lastHeld -= 1;
    held.set(lastHeld, { action, delay });
    return lastHeld;
  };
  window.clearTimeout = (timer) => {
    if (!held.delete(timer)) clearTimeout(timer);
  };
  /** Lets the time pass for which a timer waits. */
  const pass = () => {
    for (const [timer, { action, delay }] of [...held]) {
      held.delete(timer);
      skipped += delay;
      action();
    }
  };

  // --- What a cycle waits for.

  const turn = () => new Promise((done) => { setTimeout(done); });
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  const event = (element, type) => new Promise((done) => { element.addEventListener(type, done, { once: true }); });
  let onRequest = () => {}, onAnswer = () => {};
  window.fetch = (...words) => {
    const response = fetch.apply(window, words);
    onRequest();
    response.then(() => onAnswer(), () => {});
    return response;
  };

  const add = (attributes, place = document.body) => {
    const element = document.createElement("dateline-article");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(FALLBACK);
    place.append(element);
    return element;
  };
  const load = async (src, attributes) => {
    const element = add({ src, loading: "eager", ...attributes });
    await event(element, "dateline-load");
    return element;
  };
  const remove = async (element) => {
    element.remove();
    await turn();
  };

  // --- One cycle of each kind.

  const MINUTE = 60_000;
  let lasting = null;
  const cycles = {
    /** Taken away in the same task, or while it waits to come near. */
    async before({ quick }, index) {
      const isLazy = index % 2 === 0;
      const element = add({ src: quick, loading: isLazy ? "lazy" : "eager" }, document.querySelector("#far"));
      if (isLazy) await frame();
      await remove(element);
    },
    /** Taken away before the answer, or in the middle of it. */
    async during({ silent, endless }, index) {
      const isAnswered = index % 2 === 0;
      const reached = new Promise((done) => {
        if (isAnswered) onAnswer = done;
        else onRequest = done;
      });
      const element = add({ src: isAnswered ? endless : silent, loading: "eager" });
      await reached;
      await remove(element);
    },
    async after({ quick }) {
      await remove(await load(quick));
    },
    /** The source has another version each time. */
    async refresh({ changing }) {
      if (!lasting) {
        isHeld = true;
        lasting = await load(changing, { refresh: LONG / 1000 });
        return;
      }
      const headline = () => lasting.shadowRoot.querySelector("[part~=headline]").textContent;
      const before = headline();
      pass();
      while (headline() === before) await turn();
    },
    /** Another address each time, so many minutes later that the answers kept are few. */
    async change({ quick }, index) {
      skipped += MINUTE;
      const src = `${quick}?${index}`;
      if (!lasting) {
        lasting = await load(src);
        return;
      }
      lasting.src = src;
      await event(lasting, "dateline-load");
    },
  };

  let index = 0;
  const tidy = () => {
    const { events, console, fetched, errors } = window.__dateline;
    for (const lines of [events, console, fetched]) lines.length = 0;
    performance.clearResourceTimings();
    if (errors.length > 0) throw new Error(errors.join("; "));
  };

  window.__soak = {
    references, weigh, tidy, load,
    length: () => memory?.buffer.byteLength ?? 0,
    async run(kind, count, sources) {
      for (let done = 0; done < count; done += 1) await cycles[kind](sources, index++);
    },
  };
})();
