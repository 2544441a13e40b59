/**
 * Prints the module of the page's script, which the build puts in the place of `client-script.js`:
 *
 *     node src/report/html/client/bundle.mjs > dist/report/html/client-script.js
 *
 * Vega is taken as its authors bundle it: its packages by themselves resolve to several versions of one another, half
 * as large again.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const vegaUrl = new URL("vega.min.js", import.meta.resolve("vega"));
const licence = readFileSync(new URL("../LICENSE", vegaUrl), "utf8").trim();

const prebuiltVega = {
  name: "prebuilt-vega",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vega$/ }, () => ({ path: "vega", namespace: "prebuilt" }));
    onLoad({ filter: /.*/, namespace: "prebuilt" }, () => ({ contents: readFileSync(vegaUrl, "utf8") }));
  },
};

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("main.ts", import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: "es2020",
  // Every other character as an escape: the page may be read in any encoding.
  charset: "ascii",
  logLevel: "error",
  banner: { js: `/*! Contains Vega:\n${licence.replaceAll("*/", "* /")}\n*/` },
  plugins: [prebuiltVega],
});
// Within a page these would end the script, or open what hides its end.
const code = outputFiles[0].text.replace(/<(?=\/script|!--)/gi, "\\x3C").trim();
const sha256 = createHash("sha256").update(code).digest("base64");
process.stdout.write(`export const CLIENT_SCRIPT = ${JSON.stringify({ code, sha256 })};\n`);
