// Bundles each peer to one script: `node build.js FOLDER`, with NODE_PATH naming the node_modules.
// It knows how each is compiled, and nothing of what they show.

const { join } = require("node:path");
const { build } = require("esbuild");

const PEERS = {
  vanilla: { entry: "vanilla.js" },
  lit: { entry: "lit.js" },
  preact: { entry: "preact.jsx", jsxImportSource: "preact", alias: { hooks: "preact/hooks" } },
  react: { entry: "react.jsx", jsxImportSource: "react", alias: { hooks: "react" } },
  frame: { entry: "frame.js" },
  framed: { entry: "framed.js" },
};

/** The stylesheet travels inside the script, as peers of this kind have it. */
const styles = {
  name: "styles",
  setup: ({ onLoad, esbuild }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await esbuild.build({ entryPoints: [path], minify: true, write: false });
      return { contents: outputFiles[0].text, loader: "text" };
    }),
};

const [folder] = process.argv.slice(2);
const builds = Object.entries(PEERS).map(([peer, { entry, ...options }]) =>
  build({
    entryPoints: [join(__dirname, "src", entry)],
    outfile: join(folder, `${peer}.js`),
    nodePaths: [process.env.NODE_PATH],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    conditions: ["browser", "production"],
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [styles],
    logLevel: "warning",
    ...options,
  }),
);
Promise.all(builds).catch(() => (process.exitCode = 1));
