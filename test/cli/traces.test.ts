import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, ROOT, temporaryFolder } from "../support/cli.js";

const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

describe("abrsim traces generate", () => {
  it("writes the shipped traces byte for byte", async () => {
    const folder = temporaryFolder();
    const { code, stdout } = await abrsim(folder, ["traces", "generate"]);
    expect(code).toBe(0);
    const families = readdirSync(join(folder, "traces"));
    expect(stdout.trim().split("\n")).toHaveLength(families.length);
    const shipped = readdirSync(join(ROOT, "traces")).filter((name) => !name.endsWith(".md"));
    expect(families.sort()).toEqual(shipped.sort());
    for (const family of families)
      expect(contents(join(folder, "traces", family))).toEqual(contents(join(ROOT, "traces", family)));
  });

  it("writes others with another seed, as many and as long as asked for", async () => {
    const folder = temporaryFolder();
    const args = ["--seed", "5", "--count", "3", "--duration", "60", "--out", "mine"];
    await abrsim(folder, ["traces", "generate", "4g", ...args]);
    const mine = contents(join(folder, "mine/4g"));
    expect(Object.keys(mine)).toHaveLength(3);
    for (const text of Object.values(mine)) expect(text.trim().split("\n")).toHaveLength(61);
  });

  it("writes as many of each shipped family as asked for, and of the patterns as many as there are", async () => {
    const folder = temporaryFolder();
    const { code } = await abrsim(folder, [
      "traces",
      "generate",
      "--count",
      "15",
      "--duration",
      "5",
      "--out",
      ".",
    ]);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "4g"))).toHaveLength(15);
    expect(readdirSync(join(folder, "adversarial"))).toHaveLength(13);
  });

  it("writes a test signal with parameters of one's own, and a throttle preset, one trace each", async () => {
    const folder = temporaryFolder();
    const set = ["--set", "high=5", "--set", "low=0.5", "--set", "period=40"];
    const args = ["--duration", "60", "--out", "."];
    expect((await abrsim(folder, ["traces", "generate", "square", ...set, ...args])).stdout).toBe(
      "square: 1 trace\n",
    );
    expect(contents(join(folder, "square"))).toEqual({
      "square.csv": "duration_s,bandwidth_kbps,latency_ms\n20,5000,50\n20,500,50\n20,5000,50\n",
    });
    await abrsim(folder, ["traces", "generate", "devtools-slow-4g", ...args]);
    expect(contents(join(folder, "throttle"))).toEqual({
      "devtools-slow-4g.csv": "duration_s,bandwidth_kbps,latency_ms\n60,1600,150\n",
    });
  });

  it("writes traces of a generator in a file, in another format", async () => {
    const folder = temporaryFolder({ "mine.yaml": "generator: ar1\nmeanMbps: 4\n" });
    const args = ["mine.yaml", "--format", "pensieve", "--count", "2", "--duration", "30", "--out", "made"];
    const { code, stderr } = await abrsim(folder, ["traces", "generate", ...args]);
    expect(code).toBe(0);
    expect(stderr).toContain("latency, which pensieve has no place for");
    expect(readdirSync(join(folder, "made/mine"))).toHaveLength(2);
  });

  it("lists what it can make, with where it is from", async () => {
    const folder = temporaryFolder();
    const { stdout } = await abrsim(folder, ["traces", "generate", "--list"]);
    for (const word of ["cs2p", "Riiser et al.", "devtools-3g", "periodSeconds=40"])
      expect(stdout).toContain(word);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves nothing behind where a format cannot say one of the traces", async () => {
    const folder = temporaryFolder({
      "a.yaml": "generator: constant\n",
      "b.yaml": "generator: constant\ncapacityMbps: 0\n",
    });
    const { code, stderr } = await abrsim(folder, [
      "traces",
      "generate",
      "a.yaml",
      "b.yaml",
      "--format",
      "mahimahi",
      "--out",
      "made",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("b/b.mahi");
    expect(readdirSync(folder)).toEqual(["a.yaml", "b.yaml"]);
  });

  it.each([
    [["5h"], /a family, a preset or a kind of generator, got "5h"/],
    [["pensieve-synthetik"], /Did you mean "pensieve-synthetic"/],
    [["square", "--set", "perod=4"], /--set perod=4.*Did you mean "period"/],
    [["square", "--count", "2"], /count: expected 1, got 2/],
    [["4g", "--count", "1000001"], /count: .*from 1 to 1000000/],
    [["4g", "--duration", "100000000"], /at most 1000000 rows/],
    [["4g", "--format", "sabr"], /--format: .*Did you mean "sabre"/],
    [["4g", "4g"], /4g twice/],
    [["nothing.yaml"], /nothing\.yaml: expected a generator in YAML or JSON/],
    [["4g", "--duration", "0"], /--duration.*whole number of 1 or more/],
    [["4g", "--count", "0"], /--count.*whole number of 1 or more/],
    [["4g", "--duration", "long"], /--duration.*whole number/],
  ])("refuses %j", async (args, message) => {
    const folder = temporaryFolder();
    const { code, stderr } = await abrsim(folder, ["traces", "generate", ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});
