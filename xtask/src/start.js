// Stands in the release for wasm-bindgen's own start, which knows more ways than the loader's one.

let wasm;

async function wasm_bindgen({ module_or_path: response }) {
  const imports = __wbg_get_imports();
  // Streaming takes one type alone, and refuses any other before it reads the body.
  const { instance } =
    response.headers.get("content-type") === "application/wasm"
      ? await WebAssembly.instantiateStreaming(response, imports)
      : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
  wasm = instance.exports;
  // An earlier start may have failed halfway.
  cachedDataViewMemory0 = null;
  cachedUint8ArrayMemory0 = null;
  wasm.__wbindgen_start();
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
  giveSlice(place, passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc));
}

function giveOptionalString(place, text) {
  if (isLikeNone(text)) giveSlice(place, 0);
  else giveString(place, text);
}

function giveSlice(place, start) {
  getDataViewMemory0().setInt32((place >>> 0) + 4, WASM_VECTOR_LEN, true);
  getDataViewMemory0().setInt32(place >>> 0, start, true);
}
