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

/** Marks what is being taken over: what stands in such a node goes, unless somebody asks for it. */
const LEFT = Symbol();

/** Has the engine take over what stands in `box`: a snapshot, or what another engine has painted. */
function keep(box) {
  box[LEFT] = true;
  box.sweep = () => sweep(box);
}

/** Makes an element, or takes the one of its name that stands where it is to stand. */
function makeElement(parent, next, said, words) {
  const parts = said.split("\0");
  const name = parts[0];
  let element = left(parent, next);
  while (element && element.localName !== name) element = element.previousSibling;
  const isDrawn = name === "svg" || name === "path";
  element ||= isDrawn ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  if (parent[LEFT]) element[LEFT] = true;
  dress(element, parts);
  if (words !== undefined) say(element, words);
  return element;
}

/** Makes a text, or takes the one that stands where it is to stand. */
function makeText(parent, next, words) {
  let text = left(parent, next);
  const rest = text?.data?.length - words.length;
  if (!words || !(text instanceof Text)) text = document.createTextNode(words);
  // The parser has made one text of several, and times are told as they were.
  else if (rest > 0 && text.data.endsWith(words)) text = text.splitText(rest);
  else if (text.data !== words && !parent.closest("time")) text.data = words;
  if (parent[LEFT]) text[LEFT] = true;
  return text;
}

/** Has an element of ours say something else. */
function changeElement(element, said, words) {
  dress(element, said.split("\0"));
  if (words !== undefined) say(element, words);
}

/** What is left in `parent` before `next`. */
function left(parent, next) {
  return parent[LEFT] && (next ? next.previousSibling : parent.lastChild);
}

/** Gives an element the attributes said and no others; one that is there isn't set again, or a picture would be loaded anew. */
function dress(element, parts) {
  const old = element.hasAttributes() ? element.getAttributeNames() : [];
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at];
    const value = parts[at + 1];
    if (old.length && element.getAttribute(name) === value) continue;
    // Another time has other words.
    if (old.length && element[LEFT] && name === "datetime") element.textContent = "";
    element.setAttribute(name, value);
  }
  old.forEach((name) => parts.some((part, at) => at % 2 && part === name) || element.removeAttribute(name));
}

/** Has an element say these words alone; what is left keeps its text, and a time the words that it was told in. */
function say(element, words) {
  const isLeft = element[LEFT];
  const text = isLeft && element.lastChild;
  if (!(text instanceof Text)) {
    if (isLeft || element.textContent !== words) element.textContent = words;
  } else if (text.data !== words && !element.closest("time")) text.data = words;
  if (isLeft && element.lastChild) element.lastChild[LEFT] = true;
}

/** Ends the taking over of `node`: what nobody has asked for goes. */
function sweep(node) {
  if (!node[LEFT]) return;
  node[LEFT] = undefined;
  for (const child of [...node.childNodes]) {
    if (child[LEFT]) sweep(child);
    else child.remove();
  }
}

/** Puts a node before another, or where that has gone: translators wrap, and others move or remove what we made. */
function put(parent, node, next) {
  while (next && next.parentNode !== parent) next = next.parentNode;
  if (!node[LEFT] || node.parentNode !== parent) parent.insertBefore(node, next);
  // What is taken over isn't moved, or it would lose the focus: what stood behind it has gone.
  else while (node.nextSibling !== (next ?? null)) node.nextSibling.remove();
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
