import fc from "fast-check";
import { expect, it } from "vitest";
import { MemoryTable, type ResultBlock, VALID_COLUMNS } from "../../../src/experiment/result-table.js";
import {
  blockOfFigures,
  figureParts,
  KEPT,
  StoredTable,
} from "../../../src/experiment/unfinished/stored-table.js";

const COLUMNS = 14;

/** Blocks of these many units, each figure another. */
function blocksOf(units: readonly number[], seats: number): ResultBlock[] {
  let firstUnit = 0;
  let figure = 0;
  return units.map((units) => {
    const sessions = units * seats;
    const block = {
      ...{ firstUnit, units, failures: [], p1203: [] },
      statuses: Uint8Array.from({ length: sessions }, (_, at) => at % 3),
      values: Float64Array.from({ length: sessions * COLUMNS }, () => figure++),
      lines: { sessions: new Uint8Array(), segments: new Uint8Array(), telemetry: new Uint8Array() },
    };
    firstUnit += units;
    return block;
  });
}

it("has what a table in memory has, whatever is looked at and in whatever order", () => {
  const units = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 5 });
  const looks = fc.array(fc.nat(COLUMNS - 1), { maxLength: 40 });
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 3 }), fc.nat(2), looks, (sizes, seats, missing, places) => {
      const blocks = blocksOf(sizes, seats);
      const parts = blocks.map((block) => figureParts(block));
      const bytes = Buffer.concat(parts.flat());
      const size = {
        units: sizes.reduce((sum, more) => sum + more, missing),
        ...{ seats, columns: COLUMNS },
      };
      const stored = new StoredTable(size, {
        read: (from, into) => into.set(bytes.subarray(from, from + into.length)),
      });
      const kept = new MemoryTable(size);
      let at = 0;
      blocks.forEach((block, nth) => {
        kept.add(block);
        stored.include(block.firstUnit, block.units, at);
        at += Buffer.concat(parts[nth]!).length;
      });
      expect(stored.statuses).toEqual(kept.statuses);
      for (const place of places) expect(stored.column(place)).toEqual(kept.column(place));
    }),
  );
});

it("leaves a column as it is until so many others have been asked for, and uses its room again", () => {
  const [block] = blocksOf([4], 1);
  const bytes = Buffer.concat(figureParts(block!));
  const looks = fc.array(fc.nat(COLUMNS - 1), { maxLength: 60 });
  fc.assert(
    fc.property(looks, (places) => {
      const stored = new StoredTable(
        { units: 4, seats: 1, columns: COLUMNS },
        { read: (from, into) => into.set(bytes.subarray(from, from + into.length)) },
      );
      stored.include(0, 4, 0);
      const rooms = new Set<Float64Array>();
      const lately: { readonly place: number; readonly column: Float64Array }[] = [];
      for (const place of places) {
        const column = stored.column(place);
        rooms.add(column);
        lately.push({ place, column });
        for (const one of lately.slice(-1 - VALID_COLUMNS))
          expect(Array.from(one.column)).toEqual(
            Array.from(block!.values.subarray(4 * one.place, 4 * one.place + 4)),
          );
      }
      expect(rooms.size).toBeLessThanOrEqual(KEPT);
    }),
  );
});

it("opens where another has stored it", () => {
  const blocks = blocksOf([2, 3], 2);
  const parts = blocks.map((block) => Buffer.concat(figureParts(block)));
  const bytes = Buffer.concat(parts);
  const file = {
    read: (from: number, into: Uint8Array) => into.set(bytes.subarray(from, from + into.length)),
  };
  const stored = new StoredTable({ units: 5, seats: 2, columns: COLUMNS }, file);
  blocks.forEach(({ firstUnit, units }, nth) => {
    stored.include(firstUnit, units, nth * parts[0]!.length);
  });
  const again = StoredTable.opened(structuredClone(stored.layout), file);
  expect(again.statuses).toEqual(stored.statuses);
  for (let place = 0; place < COLUMNS; place++) expect(again.column(place)).toEqual(stored.column(place));
});

it("keeps few columns in memory, and reads neighbours together", () => {
  const [block] = blocksOf([4], 1);
  const bytes = Buffer.concat(figureParts(block!));
  let reads = 0;
  const stored = new StoredTable(
    { units: 4, seats: 1, columns: COLUMNS },
    {
      read(from, into) {
        reads++;
        into.set(bytes.subarray(from, from + into.length));
      },
    },
  );
  stored.include(0, 4, 0);
  reads = 0;
  for (let place = 0; place < COLUMNS; place++) stored.column(place);
  expect(reads).toBe(Math.ceil(COLUMNS / 3));
  stored.column(COLUMNS - 1);
  expect(reads).toBe(Math.ceil(COLUMNS / 3));
  stored.column(0);
  expect(reads).toBe(Math.ceil(COLUMNS / 3) + 1);
});

it("takes a block's figures apart and puts them together again", () => {
  const [block] = blocksOf([3], 2);
  const bytes = new Uint8Array(Buffer.concat(figureParts(block!)));
  const { statuses, values } = block!;
  expect(blockOfFigures(bytes, 6)).toEqual({ statuses, values });
});
