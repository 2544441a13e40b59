import { describe, expect, it } from "vitest";
import type { WrittenDown } from "../../src/experiment/block-builder.js";
import { columnsOf, identityOf, type Plan, seatsOf, unitAt, unitCount } from "../../src/experiment/plan.js";
import { MemoryTable, type ResultBlock } from "../../src/experiment/result-table.js";
import { createUnitSimulator } from "../../src/experiment/simulate-units.js";
import { sessionLine } from "../../src/report/sessions-csv.js";
import { arm, group, plan, video } from "./plans.js";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function blocksOf(of: Plan, written: WrittenDown, size: number): Promise<ResultBlock[]> {
  const simulator = await createUnitSimulator(of, written);
  const units = unitCount(of);
  const starts = Array.from({ length: Math.ceil(units / size) }, (_, block) => block * size);
  return starts.map((first) => simulator.block(first, Math.min(size, units - first)));
}

/** An arm that sits out a video, an arm of clients, and names that CSV must quote. */
const mixed = plan({
  scenario: 'a "test"',
  replicates: 3,
  videos: [video("v, short", 4), video("w", 6)],
  arms: [arm("bb", "bb", [0, 1]), arm("one, alone", "throughput", [1]), group("pair", "bb", "bola")],
});

describe("the lines of a block", () => {
  it("are those of its sessions in order, with their figures", async () => {
    const table = new MemoryTable({
      units: unitCount(mixed),
      seats: seatsOf(mixed).length,
      columns: columnsOf(mixed).length,
    });
    const blocks = await blocksOf(mixed, { sessions: true }, 4);
    for (const block of blocks) table.add(block);
    let expected = "";
    for (let unit = 0; unit < table.units; unit++)
      for (const [place, seat] of seatsOf(mixed).entries()) {
        const status = table.status(unit, place);
        if (status === undefined) continue;
        const identity = identityOf(mixed, seat, unitAt(mixed, unit));
        const values = columnsOf(mixed).map((_, column) => table.value(unit, place, column));
        expected += sessionLine({ identity, status, values }, true);
      }
    expect(blocks.map(({ lines }) => text(lines.sessions)).join("")).toBe(expected);
    expect(expected.split("\n")).toHaveLength(3 * 3 * (4 + 1) + 1);
  });

  it("are the same whatever the size of blocks", async () => {
    const written = { sessions: true, segments: true };
    const all = async (size: number) => {
      const blocks = await blocksOf({ ...mixed, telemetry: true }, written, size);
      return (["sessions", "segments", "telemetry"] as const).map((file) =>
        blocks.map(({ lines }) => text(lines[file])).join(""),
      );
    };
    const whole = await all(100);
    expect(await all(1)).toEqual(whole);
    expect(await all(5)).toEqual(whole);
    expect(whole.every((lines) => lines.length > 0)).toBe(true);
  });

  it("are none that nobody asked for", async () => {
    const [block] = await blocksOf(mixed, {}, 100);
    expect(Object.values(block!.lines).map(({ length }) => length)).toEqual([0, 0, 0]);
  });

  it("have no figures where a policy failed, whatever the session before had", async () => {
    const failing = arm("failing", "constant");
    const [player] = failing.players;
    const broken = { ...failing, players: [{ ...player!, options: { level: 0.5 } }] };
    const [block] = await blocksOf(
      plan({ arms: [arm("bb"), broken] }),
      { sessions: true, segments: true },
      100,
    );
    const lines = text(block!.lines.sessions).trimEnd().split("\n");
    expect(lines.filter((line) => line.includes(",failing,"))).toHaveLength(3);
    for (const line of lines.filter((each) => each.includes(",failing,"))) expect(line).toMatch(/,failed,+$/);
    expect(block!.failures).toHaveLength(3);
  });
});
