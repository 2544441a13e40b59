/**
 * Puts the program's modules, and the packages that they use, together in few files: Node takes longer to find and to
 * link hundreds of small ones than to run them. The build calls it when `dist` has all else:
 *
 *     node src/cli/bundle.mjs
 *
 * The files that threads and users start at stay where they are; what several of them share goes to `dist/bundled`. What
 * is imported by a call of `import` is a file of its own, still loaded only then. The library's own modules stay as they are.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DIST = join(ROOT, "dist");
const STARTS = [
  "cli/main.js",
  "cli/apart/thread.js",
  "experiment/pool/session-worker.js",
  "experiment/pool/figure-worker.js",
  "experiment/drawing/thread.js",
];
const SHARED = "bundled";

/** They bring code for each machine, or files of their own that they look for beside themselves. */
const LEFT_ALONE = ["esbuild", "piscina", "@resvg/resvg-js"];

/** Stands for the way from a file to `dist`, until it is known in which file a module ends up. */
const WAY = "WAY-TO-DIST";

/** Our modules find files beside them; they go on doing so. */
const ownAddresses = {
  name: "own-addresses",
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      const own = relative(DIST, path);
      if (own.startsWith("..")) return undefined;
      const address = `new URL("${WAY}/${own.split(sep).join("/")}", import.meta.url).href`;
      return { contents: readFileSync(path, "utf8").replaceAll("import.meta.url", address) };
    });
  },
};

if (existsSync(join(DIST, SHARED))) throw new Error("dist is bundled already: npm run build makes it anew");
const { outputFiles, metafile } = await build({
  entryPoints: STARTS.map((path) => join(DIST, path)),
  absWorkingDir: ROOT,
  outbase: DIST,
  outdir: DIST,
  chunkNames: `${SHARED}/[name]-[hash]`,
  bundle: true,
  splitting: true,
  write: false,
  allowOverwrite: true,
  metafile: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: LEFT_ALONE,
  plugins: [ownAddresses],
  legalComments: "none",
  logLevel: "warning",
  // Packages that are CommonJS ask for Node's own modules by it.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
  },
});
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  const way = relative(dirname(path), DIST).split(sep).join("/");
  writeFileSync(path, text.replaceAll(WAY, way));
}
writeFileSync(join(DIST, SHARED, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));

/** What the packages' licences ask for: that they come along. */
function licences(inputs) {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
      const files = readdirSync(join(ROOT, folder));
      // Some say it in their README.
      const file =
        files.find((path) => /^licen[cs]e/i.test(path)) ?? files.find((path) => /^readme/i.test(path));
      const text = readFileSync(join(ROOT, folder, file), "utf8").trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
