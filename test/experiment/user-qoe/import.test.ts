import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { bundlePolicy } from "../../../src/experiment/user-policy/index.js";
import { importQoeModel } from "../../../src/experiment/user-qoe/index.js";
import { folderWith } from "../user-policy/files.js";

/** Loads one file under its bare name. */
async function load(text: string, name = "mine.ts") {
  return importQoeModel(await bundlePolicy(join(folderWith({ [name]: text }), name), name, "QoE model"));
}

async function problemOf(text: string): Promise<string> {
  const error: unknown = await load(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error.message;
}

const EXAMPLE =
  'Write: export default { name: "mine", unit: "points", score({ metrics, played }) { return ...; } }';

describe("a QoE model file loads", () => {
  it("as TypeScript that imports types from abrsim", async () => {
    const { name, unit, better } = await load(
      `import type { QoeModel } from "abrsim";
      const model: QoeModel = { name: "mine", unit: "points", score: ({ metrics }) => metrics.media };
      export default model;`,
    );
    expect({ name, unit, better }).toEqual({ name: "mine", unit: "points", better: "higher" });
  });

  it("as CommonJS, and with a direction", async () => {
    const text = 'module.exports = { name: "cost", unit: "USD", better: "lower", score: () => 1 };';
    expect(await load(text, "mine.cjs")).toMatchObject({ name: "cost", better: "lower" });
  });

  it("as an object whose score needs the rest of it", async () => {
    const model = await load(
      `class Model { name = "mine"; unit = "points"; weight = 7; score() { return this.weight; } }
      export default new Model();`,
    );
    expect(model.score({} as never)).toBe(7);
  });
});

describe("a QoE model file is refused, in one line,", () => {
  it.each([
    [
      "without a default export",
      "export const score = () => 1;",
      `mine.ts: expected a default export with name, unit and score, got no default export. ${EXAMPLE}`,
    ],
    [
      "that exports a function",
      "export default () => 1;",
      `mine.ts: expected a default export with name, unit and score, got a function. ${EXAMPLE}`,
    ],
    [
      "without a score",
      'export default { name: "a", unit: "b" };',
      `mine.ts, score: expected a function of a session that returns a number, got nothing. ${EXAMPLE}`,
    ],
    [
      "of a built-in model's name",
      'export default { name: "linear", unit: "b", score() {} };',
      'mine.ts, name: expected a name that no model of abrsim\'s has, got "linear". Give it another one',
    ],
    [
      "without a name",
      'export default { unit: "b", score() {} };',
      "mine.ts, name: expected a letter, then letters, digits, hyphens and underscores, at most 50, got nothing. It names the column qoe_<name>",
    ],
    [
      "with a unit of no kind",
      'export default { name: "a", unit: 7, score() {} };',
      "mine.ts, unit: expected a unit in words, at most 50 characters, got 7",
    ],
    [
      "with another direction",
      'export default { name: "a", unit: "b", better: "more", score() {} };',
      'mine.ts, better: expected "higher" or "lower", got "more"',
    ],
    [
      "that throws",
      'const x = 1;\nthrow new Error("no");\nexport default x;',
      "mine.ts:2: expected a QoE model file that loads, got an error: no",
    ],
    [
      "whose parts throw",
      'export default { unit: "b", score() {},\n get name() { throw new Error("no"); } };',
      "mine.ts:2: expected a default export with name, unit and score, got an error: Error: no",
    ],
    [
      "that imports what is not there",
      'import { x } from "./x.js";\nexport default x;',
      'mine.ts:1: expected an import that resolves, got "./x.js". Paths are relative to the file that imports them',
    ],
  ])("%s", async (_, text, message) => {
    expect(await problemOf(text)).toBe(message);
  });

  it.each(["a b", "a.b", "7", "<img>", "ü", "a\\nb", "a,b", "x".repeat(51), "x".repeat(10_000)])(
    "with the name %s",
    async (name) => {
      const message = await problemOf(`export default { name: "${name}", unit: "b", score() {} };`);
      expect(message).toMatch(/^mine\.ts, name: expected a letter, then/);
      expect(message.length).toBeLessThan(300);
    },
  );

  it.each(["", "a\\nb", "\\u001b[31mred", "\\u202eabc", "x".repeat(10_000)])(
    "with the unit %s",
    async (unit) => {
      const message = await problemOf(`export default { name: "a", unit: "${unit}", score() {} };`);
      expect(message).toMatch(/^mine\.ts, unit: expected a unit in words/);
      expect(message.length).toBeLessThan(300);
    },
  );
});
