import { describe, expect, it } from "vitest";
import { inSharedMemory } from "../../../src/experiment/pool/shared-memory.js";
import { plan } from "../plans.js";

describe("inSharedMemory", () => {
  it("changes nothing of a plan but where its numbers are", () => {
    const given = plan();
    const shared = inSharedMemory(given);
    expect(shared).toEqual(given);
    expect(shared.traces[0]!.bandwidths.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shared.videos[0]!.sizes[0]!.buffer).toBe(shared.traces[0]!.bandwidths.buffer);
  });

  it("is seen by whoever it is sent to, and not copied", () => {
    const shared = inSharedMemory({ rows: [Float64Array.of(1, 2), Uint8Array.of(3)], name: "a" });
    const sent = structuredClone(shared);
    shared.rows[0]![1] = 7;
    expect(sent.rows[0]![1]).toBe(7);
    expect(sent.name).toBe("a");
  });

  it("keeps one thing one thing, and what is no plain data as it is", () => {
    const column = Float64Array.of(1);
    const odd = new Map([["a", 1]]);
    const row = { column };
    const shared = inSharedMemory({
      row,
      again: row,
      column,
      odd,
      missing: undefined,
      empty: new Float64Array(),
    });
    expect(shared.row).toBe(shared.again);
    expect(shared.row.column).toBe(shared.column);
    expect(shared.odd).toBe(odd);
    expect(shared.empty).toHaveLength(0);
  });
});
