// Bundles each app to one script: `node build.js FOLDER`, with NODE_PATH naming the node_modules.
// It knows how each framework is compiled, and nothing of what the apps do.

const { basename, join } = require("node:path");
const { readFile } = require("node:fs/promises");
const { build } = require("esbuild");
const svelte = require("svelte/compiler");
const vue = require("vue/compiler-sfc");

const APPS = {
  plain: { entry: "plain/app.js" },
  preact: { entry: "jsx/preact.jsx", jsxImportSource: "preact", alias: { hooks: "preact/hooks" } },
  react: { entry: "jsx/react.jsx", jsxImportSource: "react", alias: { hooks: "react" } },
  svelte: { entry: "svelte/app.js" },
  vue: { entry: "vue/app.js" },
};

/** What a framework has against an element, only its builds for development say. */
const DEVELOPMENT = {
  "process.env.NODE_ENV": '"development"',
  __VUE_OPTIONS_API__: "false",
  __VUE_PROD_DEVTOOLS__: "false",
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
};

/** An esbuild plugin that compiles the files of a name. */
function compiling(name, filter, compile) {
  const setup = ({ onLoad }) =>
    onLoad({ filter }, async ({ path }) => ({ contents: compile(await readFile(path, "utf8"), path), loader: "js" }));
  return { name, setup };
}

const warn = ({ code, message, filename }) => console.warn(`${filename}: ${code}: ${message}`);

const PLUGINS = [
  compiling("svelte", /\.svelte$/, (source, filename) => {
    const { js, warnings } = svelte.compile(source, { filename, dev: true, css: "injected" });
    warnings.forEach(warn);
    return js.code;
  }),
  compiling("svelte-module", /\.svelte\.js$/, (source, filename) => {
    return svelte.compileModule(source, { filename, dev: true }).js.code;
  }),
  compiling("vue", /\.vue$/, (source, filename) => {
    const isCustomElement = (tag) => tag === "dateline-article";
    const { descriptor } = vue.parse(source, { filename, templateParseOptions: { isCustomElement } });
    return vue.compileScript(descriptor, { id: basename(filename), inlineTemplate: true }).content;
  }),
];

const [folder] = process.argv.slice(2);
const builds = Object.entries(APPS).map(([app, { entry, ...options }]) =>
  build({
    entryPoints: [join(__dirname, entry)],
    outfile: join(folder, `${app}.js`),
    nodePaths: [process.env.NODE_PATH],
    bundle: true,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    conditions: ["svelte", "browser", "development"],
    define: DEVELOPMENT,
    plugins: PLUGINS,
    logLevel: "warning",
    ...options,
  }),
);
Promise.all(builds).catch(() => (process.exitCode = 1));
