// Runs before everything else in each document of a page, and tells when the articles have been painted.
// It knows how many there are, what their texts hold, and nothing of who shows them.
({ hosts, count, needles }) => {
  const isFramed = window !== window.parent;
  const memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const plain = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const result = await plain.apply(WebAssembly, words);
      const { exports } = result.instance ?? result;
      memories.push(...Object.values(exports).filter((it) => it instanceof WebAssembly.Memory));
      return result;
    };
  }
  let shift = 0;
  let largest = 0;
  const observe = (type, hear) => new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  observe("layout-shift", ({ value }) => (shift += value));
  observe("largest-contentful-paint", ({ startTime }) => (largest = startTime));
  const boxes = () => {
    if (isFramed) return [document.querySelector(".dateline")];
    return [...document.querySelectorAll(hosts)].map((host) => host.shadowRoot?.querySelector(".dateline"));
  };

  /** Whether all of the text is there. */
  const isThere = (box, needles) => {
    const words = box?.textContent ?? "";
    return box && needles.every((needle) => words.includes(needle));
  };

  /** Whether it is to be seen, and in its style. */
  const isStyled = (box) => getComputedStyle(box).display === "flex" && box.offsetHeight > 0;

  let there;

  /** Answers when that many boxes from the first show all needles, in milliseconds since the epoch. */
  const painted = (count, needles) =>
    new Promise((done) => {
      let shown = 0;
      const { port1, port2 } = new MessageChannel();
      // What is there when a frame begins is painted when the next task runs.
      port1.onmessage = () => done(performance.timeOrigin + performance.now());
      const look = () => {
        const all = boxes();
        while (shown < count && isThere(all[shown], needles)) {
          there ??= performance.now();
          if (!isStyled(all[shown])) break;
          shown += 1;
        }
        if (shown >= count) port2.postMessage(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });

  const expected = isFramed ? 1 : count;
  if (expected > 0) painted(expected, needles).then((at) => globalThis.benchPainted?.(String(at)));
  globalThis.bench = {
    painted,
    /** Shows one address after the other in the first widget, each when the one before is painted; milliseconds. */
    change: async (hosts, addresses, headlines) => {
      const host = document.querySelector(hosts);
      const start = performance.now();
      for (const [at, address] of addresses.entries()) {
        host.setAttribute("src", address);
        await painted(1, [headlines[at]]);
      }
      return performance.now() - start;
    },
    /** The text of the first widget, a line a node; the code that embeds it differs by its nature. */
    words: () => {
      const [box] = boxes();
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      const lines = [];
      let last;
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (!data.trim() || parentElement.closest(".snippet")) continue;
        if (parentElement === last) lines.push(lines.pop() + data);
        else lines.push(data);
        last = parentElement;
      }
      return lines.map((line) => line.replace(/\s+/g, " ").trim()).join("\n");
    },
    figures: () => ({
      start: performance.timeOrigin,
      shift,
      largest,
      there: there ?? null,
      first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
      memory: memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    }),
  };
}
