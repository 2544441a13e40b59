import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../support/root.js";
import { bundleForPage } from "../support/shipped.js";

const FOLDER = join(ROOT, "examples");
/** Pages; other folders hold files for build servers. */
const examples = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "index.html")));

it.each(["hlsjs", "dashjs", "shaka"])("there is an example of %s", (name) => {
  expect(examples).toContain(name);
});

it.each(examples)("%s is bundled, of the package as it is built, and of its player", async (name) => {
  const { inputs } = await bundleForPage('import "./main.js";', join(FOLDER, name), { target: "es2022" });
  const own = inputs.filter((path) => path.includes("dist/adapters/") && !path.includes("/pilot/"));
  expect(own.every((path) => path.includes(`dist/adapters/${name}/`))).toBe(true);
  expect(own.length).toBeGreaterThan(0);
  expect(inputs.filter((path) => /(?:^|\/)src\//.test(path) && !path.includes("node_modules"))).toEqual([]);
});

it.each(examples)("%s is on the index page", (name) => {
  expect(readFileSync(join(FOLDER, "index.html"), "utf8")).toContain(`href="${name}/"`);
});
