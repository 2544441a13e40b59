// Bundles the examples as a page's build would, and serves them on localhost: `npm run examples [-- port]`.
import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";

const folder = dirname(fileURLToPath(import.meta.url));
// Others are examples of something else.
const players = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/main.js`));

const bundler = await context({
  entryPoints: players.map((name) => `${folder}/${name}/main.js`),
  // Nothing is written: the server answers with the bundle where a page asks for its script.
  outbase: folder,
  outdir: folder,
  write: false,
  allowOverwrite: true,
  bundle: true,
  format: "esm",
  target: "es2022",
  sourcemap: "inline",
  // `abrsim/...` is the package as it is built, and not the sources that this repository's tsconfig has for it.
  tsconfigRaw: {},
});
const { port } = await bundler.serve({
  servedir: folder,
  host: "localhost",
  port: Number(process.argv[2] ?? 8000),
});
process.stdout.write(`http://localhost:${port}/\n`);
