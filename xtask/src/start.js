// Stands in the release for wasm-bindgen's own start, which knows more ways than the loader's one.

let wasm;

/** Starts an instance of what `source` answers, or of what was compiled before, and returns the compiled module. */
async function wasm_bindgen(source, onCrash) {
  const imports = __wbg_get_imports();
  let module = source;
  let instance;
  if (source instanceof WebAssembly.Module) {
    instance = await WebAssembly.instantiate(source, imports);
  } else if (source.headers.get("content-type") === "application/wasm") {
    // Streaming takes one type alone, and refuses any other before it reads the body.
    ({ module, instance } = await WebAssembly.instantiateStreaming(source, imports));
  } else {
    ({ module, instance } = await WebAssembly.instantiate(await source.arrayBuffer(), imports));
  }
  wasm = guard(instance.exports, onCrash);
  wasm.__wbindgen_start();
  // What the loader calls has its own name there.
  Object.assign(wasm_bindgen, wasm, { keep });
  return module;
}

/**
 * The module's exports, of which none throws: whatever comes out of one ends the instance, for nobody knows in what
 * state it is then. It is told once, with the widget that was being worked on; what is called later does nothing.
 */
function guard(wasm, onCrash) {
  let depth = 0;
  let crash;
  const enter = (work) => (...args) => {
    if (crash) return [];
    depth += 1;
    try {
      return work(...args);
    } catch (error) {
      crash ??= { error };
      // Through what called us from inside, too.
      if (depth > 1) throw error;
    } finally {
      depth -= 1;
      if (crash && depth === 0) onCrash(crash.error, wasm.busy());
    }
    // What the glue takes apart.
    return [];
  };
  const guarded = {};
  for (const name of Object.keys(wasm)) {
    guarded[name] = typeof wasm[name] === "function" ? enter(wasm[name]) : wasm[name];
  }
  return guarded;
}

// Yew's border to the page (`lean/bundle.rs`): where it puts nodes among those that somebody else has made or moved.

/** What an element still has that nobody has asked for, while what stands in it is taken over. */
const LEFT = Symbol();

/** Has the engine take over what stands in `box`: a snapshot, or what another engine has painted. */
function keep(box) {
  box[LEFT] = new Set();
  box.sweep = () => sweep(box);
}

/** Makes a node, or takes the one that stands where it is to stand: text that reads `name`, or an element of that name. */
function make(parent, next, name, isText) {
  let node = parent[LEFT] && (next ? next.previousSibling : parent.lastChild);
  if (isText) {
    const rest = node?.data?.length - name.length;
    if (!name || !(node instanceof Text)) node = document.createTextNode(name);
    // The parser has made one text of several, and times are told as they were.
    else if (rest > 0 && node.data.endsWith(name)) node = node.splitText(rest);
    else if (node.data !== name && !parent.closest("time")) node.data = name;
  } else {
    while (node && node.localName !== name) node = node.previousSibling;
    const isDrawn = name === "svg" || name === "path";
    node ||= isDrawn ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  }
  if (parent[LEFT]) node[LEFT] = new Set(node.getAttributeNames?.());
  return node;
}

/** Sets an attribute, unless it is there: a picture would be loaded anew. */
function setAttribute(element, name, value) {
  const isLeft = element[LEFT]?.delete(name);
  if (isLeft && element.getAttribute(name) === value) return;
  // Another time has other words.
  if (isLeft && name === "datetime") element.textContent = "";
  element.setAttribute(name, value);
}

/** Ends the taking over of `node`: what nobody has asked for goes. */
function sweep(node) {
  const left = node[LEFT];
  if (!left) return;
  node[LEFT] = undefined;
  left.forEach((name) => node.removeAttribute(name));
  for (const child of [...node.childNodes]) {
    if (child[LEFT]) sweep(child);
    else child.remove();
  }
}

/** Puts a node before another, or where that has gone: translators wrap, and others move or remove what we made. */
function insertBefore(parent, node, next) {
  while (next && next.parentNode !== parent) next = next.parentNode;
  if (!node[LEFT] || node.parentNode !== parent) return parent.insertBefore(node, next);
  // What is taken over isn't moved, or it would lose the focus: what stood behind it has gone.
  while (node.nextSibling !== (next ?? null)) node.nextSibling.remove();
  return node;
}

// What wasm-bindgen writes out in each import, once.

function caught(work) {
  return (...args) => {
    try {
      return work(...args);
    } catch (error) {
      wasm.__wbindgen_exn_store(addToExternrefTable0(error));
    }
  };
}

function isInstance(test) {
  try {
    return test();
  } catch {
    return false;
  }
}

function optional(value) {
  return isLikeNone(value) ? 0 : addToExternrefTable0(value);
}

function giveString(place, text) {
  const bytes = cachedTextEncoder.encode(text);
  const start = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
  getUint8ArrayMemory0().set(bytes, start);
  giveSlice(place, start, bytes.length);
}

function giveOptionalString(place, text) {
  if (isLikeNone(text)) giveSlice(place, 0, 0);
  else giveString(place, text);
}

function giveSlice(place, start, length) {
  getDataViewMemory0().setInt32((place >>> 0) + 4, length, true);
  getDataViewMemory0().setInt32(place >>> 0, start, true);
}
