import { describe, expect, it } from "vitest";
import { leoSatellite } from "../../../src/inputs/generators/families/leo-satellite.js";
import { type LeoSatellite, leoTrace } from "../../../src/inputs/generators/leo.js";
import { randomStream } from "../../../src/random.js";

const shipped = (leoSatellite as { readonly model: LeoSatellite }).model;
const still: LeoSatellite = { ...shipped, capacityFlutter: 0, latencyFlutterMs: 0 };
const trace = (model: LeoSatellite) => leoTrace(model, { duration: 600, random: randomStream(1) });

describe("leoTrace", () => {
  it("changes capacity and latency at 12, 27, 42 and 57 seconds past each minute, and only there", () => {
    const rows = trace(still);
    const changes = [...rows.keys()].filter(
      (i) =>
        i > 0 && (rows[i]!.bandwidth !== rows[i - 1]!.bandwidth || rows[i]!.latency !== rows[i - 1]!.latency),
    );
    expect(changes).toHaveLength(40);
    expect(new Set(changes.map((second) => second % 60))).toEqual(new Set([12, 27, 42, 57]));
  });

  it("begins at the second of the minute that it is told, as other terminals may", () => {
    const changes = (startSecond: number) => {
      const rows = leoTrace({ ...still, startSecond }, { duration: 120, random: randomStream(startSecond) });
      return [...rows.keys()].filter((i) => i > 0 && rows[i]!.bandwidth !== rows[i - 1]!.bandwidth);
    };
    expect(changes(50)).toEqual([7, 22, 37, 52, 67, 82, 97, 112]);
    expect(changes(57)).toEqual([15, 30, 45, 60, 75, 90, 105]);
  });

  it("meets a slot that begins within a row, with the row after it", () => {
    const rows = leoTrace({ ...still, row: 10 }, { duration: 120, random: randomStream(1) });
    // Slots begin at 12, 27, 42, 57 s: rows 2, 3, 5 and 6, and so on each minute.
    const changes = [...rows.keys()].filter((i) => i > 0 && rows[i]!.bandwidth !== rows[i - 1]!.bandwidth);
    expect(changes).toEqual([2, 3, 5, 6, 8, 9, 11]);
  });

  it("stays within its ranges while it flutters", () => {
    const rows = trace(shipped);
    expect(new Set(rows.map((row) => row.bandwidth)).size).toBeGreaterThan(400);
    for (const row of rows) {
      expect(row.bandwidth).toBeGreaterThanOrEqual(50e6);
      expect(row.bandwidth).toBeLessThanOrEqual(150e6);
      expect(row.latency).toBeGreaterThanOrEqual(0.02);
      expect(row.latency).toBeLessThanOrEqual(0.04);
    }
  });

  it("loses packets in the second before a handover and the one after, up to a half", () => {
    const rows = trace(shipped);
    const lossy = [...rows.keys()].filter((i) => rows[i]!.loss! > shipped.backgroundLoss);
    expect(lossy.length).toBeGreaterThan(60);
    for (const second of lossy) expect([11, 12, 26, 27, 41, 42, 56, 57]).toContain(second % 60);
    const worst = Math.max(...rows.map((row) => row.loss!));
    expect(worst).toBeLessThanOrEqual(0.5);
    expect(worst).toBeGreaterThan(0.4);
  });
});
