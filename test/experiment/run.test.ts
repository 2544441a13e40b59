import { describe, expect, it } from "vitest";
import { Interrupted } from "../../src/experiment/interrupted.js";
import { ABSENT, type ResultBlock } from "../../src/experiment/result-table.js";
import { run } from "../../src/experiment/run.js";
import { arm, plan, trace, video } from "./plans.js";

const many = plan({ replicates: 150 });

describe("run", () => {
  it("gives every session a status and, unless it failed, its figures", async () => {
    const table = await run(plan(), { jobs: 1 });
    for (let unit = 0; unit < table.units; unit++)
      for (let place = 0; place < table.seats; place++) {
        expect(table.status(unit, place)).toBe("completed");
        expect(table.value(unit, place, 0)).toBeGreaterThan(0);
      }
  });

  it("gives the same figures in any number of threads", { timeout: 60_000 }, async () => {
    const alone = await run(many, { jobs: 1 });
    const together = await run(many, { jobs: 2 });
    for (let column = 0; column < alone.columns; column++)
      expect(together.column(column)).toEqual(alone.column(column));
    expect(together.statuses).toEqual(alone.statuses);
  });

  it("hands out blocks in order of units, with the lines of their sessions and segments", async () => {
    for (const jobs of [1, 2]) {
      const blocks: ResultBlock[] = [];
      const written = { sessions: true, segments: true };
      await run(many, { jobs, ...written, onBlock: (block) => void blocks.push(block) });
      let next = 0;
      for (const block of blocks) {
        expect(block.firstUnit).toBe(next);
        const text = (lines: Uint8Array) => new TextDecoder().decode(lines).split("\n");
        const sessions = 2 * block.units;
        expect(text(block.lines.sessions)).toHaveLength(sessions + 1);
        expect(text(block.lines.sessions)[0]).toMatch(/^test,bb,/);
        expect(text(block.lines.segments)).toHaveLength(sessions * many.videos[0]!.durations.length + 1);
        expect(text(block.lines.segments)[0]).toMatch(/^test,bb,/);
        next += block.units;
      }
      expect(next).toBe(450);
    }
  });

  it("reports progress up to the end", async () => {
    const seen: number[] = [];
    await run(many, { jobs: 1, onProgress: (finished) => void seen.push(finished) });
    expect(seen.at(-1)).toBe(900);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it("leaves out the sessions of an arm without a video at a position", async () => {
    const table = await run(
      plan({
        videos: [video("v", 3), video("w", 3)],
        arms: [arm("both", "bb", [0, 1]), arm("one", "bb", [0])],
      }),
      { jobs: 1 },
    );
    expect(table.status(1, 0)).toBe("completed");
    expect(table.status(1, 1)).toBeUndefined();
    expect(table.statuses[3]).toBe(ABSENT);
  });

  it("has no figures for sessions whose policy failed, and says why it did", async () => {
    const bundle = {
      label: "broken.js",
      code: "export default () => ({ name: 'broken', decide: () => ({ level: 7 }) })",
      map: '{"version":3,"sources":[],"mappings":"","names":[]}',
    };
    const [player] = arm("broken").players;
    const broken = {
      ...arm("broken"),
      players: [{ ...player!, policy: { kind: "file" as const, bundle } }],
    };
    const table = await run(plan({ arms: [arm("bb"), broken] }), { jobs: 1 });
    expect(table.failures).toHaveLength(3);
    expect(table.failures[0]).toMatchObject({
      unit: 0,
      seat: 1,
      problem: expect.stringContaining("level 7"),
    });
    expect(table.status(0, 1)).toBe("failed");
    expect(table.value(0, 1, 1)).toBeUndefined();
    expect(table.value(0, 0, 1)).toBeDefined();
  });

  it("ends when its signal is aborted: in threads at once, whatever a policy does", async () => {
    const bundle = {
      label: "endless.js",
      code: "export default () => ({ name: 'endless', decide() { for (;;); } })",
      map: '{"version":3,"sources":[],"mappings":"","names":[]}',
    };
    const [player] = arm("endless").players;
    const endless = {
      ...arm("endless"),
      players: [{ ...player!, policy: { kind: "file" as const, bundle } }],
    };
    const controller = new AbortController();
    const running = run(plan({ replicates: 300, arms: [endless] }), {
      ...{ jobs: 2, signal: controller.signal },
    });
    setTimeout(() => controller.abort(), 1000);
    await expect(running).rejects.toThrow(Interrupted);
    const here = run(many, { jobs: 1, signal: controller.signal });
    await expect(here).rejects.toThrow(Interrupted);
  });

  it("passes on what goes wrong in a thread", { timeout: 60_000 }, async () => {
    const missing = plan({ replicates: 300, arms: [arm("none", "no-such-policy")] });
    await expect(run(missing, { jobs: 2 })).rejects.toThrow("no policy no-such-policy");
  });

  it("a dead link starves its sessions in bounded time", async () => {
    const table = await run(plan({ traces: [trace("a", "dead", [0])] }), { jobs: 1 });
    expect([table.status(0, 0), table.status(0, 1)]).toEqual(["starved", "starved"]);
  });
});
