import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, ROOT, temporaryFolder } from "../support/cli.js";

const SHIPPED = join(ROOT, "traces/4g");

describe("abrsim traces fit", () => {
  it("fits a generator that `traces generate` reads, and says how well it agrees", async () => {
    const folder = temporaryFolder();
    const measured = ["--count", "10", "--duration", "60", "--out", "measured"];
    await abrsim(folder, ["traces", "generate", "4g", ...measured]);
    const args = ["traces", "fit", "measured", "--out", "my-4g.json"];
    const { code, stdout, stderr } = await abrsim(folder, args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^latent-gaussian fitted to 5 of 10 traces/);
    expect(stdout).toMatch(/autocorrelation at 5 s +0\.\d+ +0\.\d+ +0\.\d+/);
    expect(stderr).toBe("my-4g.json: for abrsim traces generate\n");
    const generated = await abrsim(folder, [
      "traces",
      "generate",
      "my-4g.json",
      "--count",
      "3",
      "--out",
      "out",
    ]);
    expect(generated.code).toBe(0);
    expect(readdirSync(join(folder, "out/my-4g"))).toHaveLength(3);
  });

  it("as JSON lists both halves, and writes nothing without --out", async () => {
    const folder = temporaryFolder();
    const args = ["traces", "fit", SHIPPED, "--kind", "ar1", "--hold-out", "0.25", "--format", "json"];
    const { stdout } = await abrsim(folder, args);
    const { fitted_to, held_out, generator } = JSON.parse(stdout);
    expect([fitted_to.length, held_out.length]).toEqual([15, 5]);
    expect(generator.generator).toBe("ar1");
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [[join(SHIPPED, "4g-01.csv")], /at least 8 of at least 10 bins, got 1/],
    [["nothing-here"], /nothing-here/],
    [[SHIPPED, "--kind", "arma"], /--kind/],
    [[SHIPPED, "--hold-out", "1"], /share over 0 and below 1/],
    [[SHIPPED, "--out", "model.txt"], /--out: expected a file name that ends in \.yaml or \.json/],
  ])("refuses %j", async (args, message) => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await abrsim(folder, ["traces", "fit", ...args]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder, "model.txt"))).toBe(false);
  });
});
