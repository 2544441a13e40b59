import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { loadQoeSources } from "../../../src/experiment/planning/qoe-models.js";
import { parseScenario } from "../../../src/experiment/scenario/index.js";
import { folderWith } from "../user-policy/files.js";

const model = (name: string, body = "return 1;") =>
  `export default { name: "${name}", unit: "points", score() { ${body} } };`;

async function load(qoe: string, files: Readonly<Record<string, string>> = {}) {
  const base = folderWith(files);
  const text = `traces: [t]\nvideos: [v]\npolicies: [bb]\nqoe: ${qoe}\n`;
  return loadQoeSources(parseScenario(text, "s.yaml"), { base, cwd: base });
}

async function problemOf(...given: Parameters<typeof load>): Promise<string> {
  const error: unknown = await load(...given).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error.message;
}

it("takes models of the library by name, and files by path", async () => {
  const { sources, hashes } = await load("[linear, ./mine.ts]", { "mine.ts": model("mine") });
  expect(sources).toMatchObject([
    { kind: "library", name: "linear" },
    { kind: "file", name: "mine", unit: "points", better: "higher", bundle: { label: "mine.ts" } },
  ]);
  expect(hashes).toEqual([
    { name: "mine", use: "./mine.ts", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

it("knows a file by its code, and not by its comments", async () => {
  const sha256 = async (text: string) => (await load("[./m.ts]", { "m.ts": text })).hashes[0]!.sha256;
  expect(await sha256(`// A comment.\n${model("m")}`)).toBe(await sha256(model("m")));
  expect(await sha256(model("m", "return 2;"))).not.toBe(await sha256(model("m")));
});

describe("refuses", () => {
  it.each([
    [
      "an unknown name, with the nearest one",
      "[linaer]",
      's.yaml:4: qoe[0]: expected a known QoE model, got "linaer". Did you mean "linear"?',
    ],
    [
      "a file that is not there",
      "[linear, ./none.ts]",
      "s.yaml:4: qoe[1]: ./none.ts: expected a QoE model file",
    ],
    [
      "two files of one name",
      "[./a.ts, ./b.ts]",
      's.yaml:4: qoe[1]: expected QoE models of different names, got "mine" again. Each names a column: change the name in one of the files',
    ],
  ])("%s", async (_, qoe, message) => {
    const files = { "a.ts": model("mine"), "b.ts": model("mine") };
    expect(await problemOf(qoe, files)).toContain(message);
  });
});
