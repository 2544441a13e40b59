import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResultBlock } from "../../../src/experiment/result-table.js";
import type { Claim } from "../../../src/experiment/unfinished/claim.js";
import { UnfinishedRun, unfinishedIn } from "../../../src/experiment/unfinished/unfinished-run.js";

const claim: Claim = {
  ...{ layout: 1, run_id: "run", units: 10, seats: 2, columns: 3 },
  ...{ firstUnit: 0, endUnit: 10, files: ["sessions", "segments"] },
};
const headers = { sessions: "a,b\n", segments: "", telemetry: "" };

/** Blocks of one to three units whose content tells them apart, in characters of up to three bytes. */
function blockAt(firstUnit: number): ResultBlock {
  const units = Math.min(1 + (firstUnit % 3), claim.endUnit - firstUnit);
  const sessions = units * claim.seats;
  const utf8 = new TextEncoder();
  return {
    firstUnit,
    units,
    statuses: new Uint8Array(sessions).fill(firstUnit % 4),
    values: Float64Array.from({ length: sessions * claim.columns }, (_, at) => firstUnit + at / 7),
    failures: firstUnit === 4 ? [{ unit: 4, seat: 1, problem: "threw “ü”\n" }] : [],
    lines: {
      sessions: utf8.encode(`session ${firstUnit} ü€\n`.repeat(sessions)),
      segments: utf8.encode(firstUnit % 2 === 0 ? "" : `segments ${firstUnit}\n`),
      telemetry: new Uint8Array(),
    },
    p1203: [],
  };
}

async function goOn(out: string, until = claim.endUnit): Promise<UnfinishedRun> {
  const run = await UnfinishedRun.open(out, claim, headers);
  while (run.nextUnit < until) await run.add(blockAt(run.nextUnit));
  return run;
}

/** Everything that can be seen of a run in the end. */
async function outcome(out: string) {
  const run = await goOn(out);
  const { table } = run;
  const figures = [0, 1, 2].map((column) => Array.from(table.column(column)));
  const failures = [...table.failures];
  const statuses = Array.from(table.statuses);
  const placed = await run.placeLines();
  await run.remove();
  const texts = placed.map((name) => readFileSync(join(out, name), "utf8"));
  return { figures, failures, statuses, texts, left: readdirSync(out).sort() };
}

async function inFolder<T>(act: (out: string) => Promise<T>): Promise<T> {
  const out = mkdtempSync(join(tmpdir(), "abrsim-"));
  try {
    return await act(out);
  } finally {
    rmSync(out, { recursive: true });
  }
}

const whole = await inFolder(outcome);

describe("an unfinished run", () => {
  it("ends with the lines in their places, and nothing else", () => {
    expect(whole.left).toEqual(["segments.csv", "sessions.csv"]);
    expect(whole.texts[0]).toMatch(/^a,b\nsession 0 ü€\n/);
    expect(whole.failures).toHaveLength(1);
    expect(whole.figures[1]!.slice(0, 2)).toEqual([2 / 7, 3 / 7]);
  });

  it("comes to the same, wherever it was left and whatever the files lost at their ends", async () => {
    const files = ["sessions.csv", "segments.csv", "figures.bin", "journal.jsonl"];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(claim.endUnit),
        fc.array(fc.record({ file: fc.constantFrom(...files), lost: fc.nat(400) }), { maxLength: 3 }),
        (left, losses) =>
          inFolder(async (out) => {
            await (await goOn(out, left)).leaveFor(new Error("killed"));
            for (const { file, lost } of losses) {
              const path = join(out, ".unfinished", file);
              if (existsSync(path)) truncateSync(path, Math.max(0, statSync(path).size - lost));
            }
            expect(await outcome(out)).toEqual(whole);
          }),
      ),
      { numRuns: 60 },
    );
  });

  it("comes to the same where bytes of a file were changed or added", async () => {
    const files = ["sessions.csv", "segments.csv", "figures.bin", "journal.jsonl"];
    const change = fc.record({
      file: fc.constantFrom(...files),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: 9 }), change, fc.boolean(), (left, { file, at }, adds) =>
        inFolder(async (out) => {
          await (await goOn(out, left)).leaveFor(new Error("killed"));
          const path = join(out, ".unfinished", file);
          const bytes = readFileSync(path);
          const place = Math.floor(at * (bytes.length - 1));
          // Behind the header, which nobody looks at again.
          if (adds) writeFileSync(path, Buffer.concat([bytes, Buffer.from("junk")]));
          else if (place >= headers.sessions.length) {
            bytes[place] = bytes[place]! ^ 1;
            writeFileSync(path, bytes);
          }
          expect(await outcome(out)).toEqual(whole);
        }),
      ),
      { numRuns: 150 },
    );
  });

  it("is gone on with behind the last finished unit, also when its lines are in their places already", async () => {
    await inFolder(async (out) => {
      await (await goOn(out, 5)).leaveFor(new Error("killed"));
      expect((await unfinishedIn(out))?.units).toBeGreaterThanOrEqual(5);
      const again = await UnfinishedRun.open(out, claim, headers);
      expect(again.nextUnit).toBeGreaterThanOrEqual(5);
      await again.leaveFor(new Error("killed"));
      const complete = await goOn(out);
      await complete.placeLines();
      await complete.leaveFor(new Error("killed"));
      const placed = await UnfinishedRun.open(out, claim, headers);
      expect(placed.nextUnit).toBe(claim.endUnit);
      await placed.leaveFor(new Error("killed"));
      expect(await outcome(out)).toEqual(whole);
    });
  });

  it("begins anew where it is another run's, and takes no file in its place for its own then", async () => {
    await inFolder(async (out) => {
      writeFileSync(join(out, "sessions.csv"), "older results");
      await (await goOn(out, 5)).leaveFor(new Error("killed"));
      const other = await UnfinishedRun.open(out, { ...claim, run_id: "other" }, headers);
      expect(other.nextUnit).toBe(0);
      await other.leaveFor(new Error("killed"));
      expect(readFileSync(join(out, "sessions.csv"), "utf8")).toBe("older results");
      expect(await unfinishedIn(out)).toBeUndefined();
    });
  });
});
