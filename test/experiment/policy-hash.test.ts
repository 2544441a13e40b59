import { describe, expect, it } from "vitest";
import { planExperiment } from "../../src/experiment/plan-experiment.js";
import { policySha256 } from "../../src/experiment/policy-hash.js";
import { temporaryFolder } from "../support/cli.js";

const POLICY = "export default () => ({ name: 'p', decide: () => ({ level: 0 }) });\n";
const FILES = {
  "t.csv": "duration_s,bandwidth_kbps\n5,3000\n",
  "v.yaml": "segmentSeconds: 2\ndurationSeconds: 4\nlevels: [{ bitrateKbps: 300 }]\n",
  "p.mjs": POLICY,
  "s.yaml":
    "traces: [t.csv]\nvideos: [v.yaml]\npolicies: [bola, ./p.mjs, { use: throughput, options: { estimator: harmonic-mean } }]\n",
};

describe("policySha256", () => {
  it("is what run.json has for the same policy", async () => {
    const cwd = temporaryFolder(FILES);
    const { record } = await planExperiment("s.yaml", { cwd, flags: {} });
    expect(record.inputs.policies.map(({ use, sha256 }) => ({ use, sha256 }))).toEqual([
      { use: "bola", sha256: await policySha256("bola") },
      { use: "./p.mjs", sha256: await policySha256("./p.mjs", [], { base: cwd, cwd }) },
      { use: "throughput", sha256: await policySha256("throughput", ["harmonic-mean"]) },
    ]);
  });

  it("depends on the code, on nothing around it", async () => {
    const one = temporaryFolder({ "p.mjs": POLICY });
    const other = temporaryFolder({
      "deep/p.mjs": `// Elsewhere, with a comment.\n\n${POLICY}`,
      "p.mjs": POLICY.replace("level: 0", "level: 1"),
    });
    const hash = (cwd: string, file: string) => policySha256(`./${file}`, [], { base: cwd, cwd });
    expect(await hash(other, "deep/p.mjs")).toBe(await hash(one, "p.mjs"));
    expect(await hash(other, "p.mjs")).not.toBe(await hash(one, "p.mjs"));
    expect(await policySha256("throughput")).not.toBe(await policySha256("throughput", ["harmonic-mean"]));
  });
});
