import { expect, it } from "vitest";
import { isPolicyFile } from "../../../src/experiment/user-policy/index.js";

it.each([
  "./p",
  "../p",
  "/p",
  "p.ts",
  "a/p.mts",
  "p.cts",
  "p.js",
  "p.mjs",
  "p.cjs",
  "C:\\p",
  "./a.b/c",
  ".",
  "..",
])("%s is a policy file", (use) => {
  expect(isPolicyFile(use)).toBe(true);
});

it.each(["ewma", "bola-e", "bba-0", "hls.js-like", "oracle-mpc", "ts", "js"])(
  "%s is a policy's name",
  (use) => {
    expect(isPolicyFile(use)).toBe(false);
  },
);
