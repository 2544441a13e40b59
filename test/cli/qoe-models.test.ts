import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, temporaryFolder } from "../support/cli.js";

/* Models of quality of experience: those that need what not every session has, and a user's own. */

const MINE = `import type { QoeModel } from "abrsim";
const mine: QoeModel = {
  name: "mine",
  unit: "s",
  better: "lower",
  score({ metrics, played, video }) {
    return metrics.stall + played.length / video.durations.length;
  },
};
export default mine;
`;

function folderWith(mine: string, qoe = "[linear, ./mine.ts]") {
  return temporaryFolder({
    "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n",
    "t/b.csv": "duration_s,bandwidth_kbps\n5,200\n",
    "clip.yaml":
      "segmentSeconds: 2\nsegments: 4\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n" +
      "quality: { ssim: [[0.9, 0.95], [0.9, 0.95], [0.9, 0.95], [0.9, 0.95]] }\n",
    "sub/mine.ts": mine,
    "sub/s.yaml": `traces: [../t]\nvideos: [../clip.yaml]\npolicies: [bb, throughput]\nqoe: ${qoe}\n`,
  });
}

const run = (folder: string, ...args: string[]) =>
  abrsim(folder, ["run", "sub/s.yaml", "--no-report", "--out", "out", ...args]);

/** Rows of sessions.csv by column. */
function sessions(folder: string): Record<string, string>[] {
  const [head, ...rows] = readFileSync(join(folder, "out/sessions.csv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(row.map((cell, column) => [head![column]!, cell])));
}

describe("a model of the user's own", () => {
  it("has a column, is compared in its direction, and is recorded by its hash", async () => {
    const folder = folderWith(MINE);
    const { code, stderr } = await run(folder);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    for (const { stall_s, qoe_mine } of sessions(folder)) expect(Number(qoe_mine)).toBe(Number(stall_s) + 1);
    const { inputs, columns, scenario } = JSON.parse(readFileSync(join(folder, "out/run.json"), "utf8"));
    expect(inputs.qoe).toEqual([
      { name: "mine", use: "./mine.ts", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(columns).toContain("qoe_mine");
    expect(scenario.qoe).toEqual(["linear", "./mine.ts"]);
  });

  it("scores the same in threads as in one", async () => {
    const folder = folderWith(MINE);
    const csv = async (jobs: string) => {
      const { code } = await run(folder, "--jobs", jobs, "--replicates", "250", "--force");
      expect(code).toBe(0);
      return readFileSync(join(folder, "out/sessions.csv"), "utf8");
    };
    expect(await csv("2")).toBe(await csv("1"));
  });

  it("may be named on the command line, relative to the scenario or to the working folder", async () => {
    const folder = folderWith(MINE, "[linear]");
    for (const path of ["./mine.ts", "sub/mine.ts"]) {
      const { code, stderr } = await run(folder, "--qoe", `composite,${path}`, "--force");
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(sessions(folder)[0]).toHaveProperty("qoe_mine");
    }
  });

  it("is what inspect scores by, as long as it has not changed", async () => {
    const folder = folderWith(MINE);
    await run(folder);
    const inspect = () => abrsim(folder, ["inspect", "out", "--policy", "bb", "--trace", "t/b"]);
    expect((await inspect()).code).toBe(0);
    writeFileSync(join(folder, "sub/mine.ts"), MINE.replace("metrics.stall +", "1 + metrics.stall +"));
    const { code, stderr } = await inspect();
    expect(code).toBe(2);
    expect(stderr).toContain("mine: expected the file that the run read, got one that has changed since");
  });

  it("has no optimum, and says so", async () => {
    const { code, stderr } = await abrsim(folderWith(MINE), ["optimal", "sub/s.yaml", "--qoe", "./mine.ts"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^abrsim: --qoe \.\/mine\.ts: expected a QoE model that is a sum over segments/);
  });
});

describe("a model that fails ends the run with one line, and leaves nothing", () => {
  const failing = (body: string) => MINE.replace(/return .*;/, body);

  const expectFault = async (folder: string, fault: string, ...args: string[]) => {
    const { code, stdout, stderr } = await run(folder, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim().split("\n").at(-1)).toBe(`abrsim: sub/mine.ts${fault}`);
    expect(existsSync(join(folder, "out/sessions.csv"))).toBe(false);
  };
  const asScore = "expected a number or undefined as QoE mine of bb on t/a.csv, clip, replicate 0, got";

  it.each([
    ["throws", "throw new Error('boom');", `:7: ${asScore} an error: Error: boom`],
    ["answers with a text", "return '7';", `: ${asScore} "7"`],
  ])("that %s", (_, body, fault) => expectFault(folderWith(failing(body)), fault));

  it("in threads too", () =>
    expectFault(
      folderWith(failing("return metrics.none / 2;")),
      `: ${asScore} NaN`,
      ...["--jobs", "2", "--replicates", "250"],
    ));
});

it("a metric of no model is told with the nearest, once the models are known", async () => {
  const folder = folderWith(MINE);
  const { code, stderr } = await run(folder, "--set", "compare.metrics=[qoe_mien]");
  expect(code).toBe(2);
  expect(stderr).toBe(
    'abrsim: --set compare.metrics=[qoe_mien]: compare.metrics[0]: expected a known metric, got "qoe_mien". Did you mean "qoe_mine"?\n',
  );
});

it("a model without an answer leaves its cells empty, and is warned of once", async () => {
  const folder = folderWith(MINE, "[ssim, comyco, hd]");
  const { code, stderr } = await run(folder);
  expect(code).toBe(0);
  expect(stderr).toContain("QoE comyco has no answer for clip: it needs the VMAF of each segment.");
  expect(stderr).toContain(
    "QoE hd has no answer for clip, a ladder of 300, 900 kbit/s: it needs levels of 300,",
  );
  expect(stderr.match(/QoE \w+ has no answer/g)).toHaveLength(2);
  for (const { qoe_ssim, qoe_comyco, qoe_hd } of sessions(folder)) {
    expect(Number(qoe_ssim)).not.toBeNaN();
    expect([qoe_ssim !== "", qoe_comyco, qoe_hd]).toEqual([true, "", ""]);
  }
});
