import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetOfCsv } from "../src/experiment/exports/parquet-of-csv.js";
import { openText } from "../src/inputs/files.js";
import { forEachRecord } from "../src/inputs/index.js";
import { csvLine } from "../src/report/csv.js";
import { segmentsHeader } from "../src/report/segments-csv.js";

/*
 * How fast does a large segments.csv become Parquet, and in how much memory? Beside it, what it takes only to read it. Each in
 * a process of its own, in processor time of all its threads.
 *
 *     npx tsx bench/parquet.ts [MB of the file, 1000 if not said]
 */

const MEGABYTE = 1e6;
const SEGMENTS = 150;

function writeCsv(path: string, size: number): void {
  const file = openSync(path, "w");
  let written = writeSync(file, segmentsHeader());
  for (let session = 0; written < size; session++) {
    const trace = `set/trace-${Math.floor(session / 5)}.csv`;
    const who = ["bench", `policy-${session % 5}`, "set", trace, "nine-levels", 0, "video"];
    let lines = "";
    let now = 0;
    for (let index = 0; index < SEGMENTS; index++) {
      // Any figure of that many digits; the golden ratio's multiples are spread evenly.
      const chance = ((session * SEGMENTS + index) * 0.6180339887498949) % 1;
      const level = Math.floor(9 * chance);
      const size = 124_509 + 60_000 * level + (index % 97);
      const end = now + 4 * chance + 0.1;
      const buffers = [20 * chance, 20 * chance + 4];
      lines += csvLine([
        ...who,
        index,
        level,
        300 + 550 * level,
        size,
        now,
        now + 0.1,
        end,
        0,
        ...buffers,
        0,
        size / chance,
        "played",
      ]);
      now = end;
    }
    written += writeSync(file, lines);
  }
  closeSync(file);
}

const WAYS: Readonly<Record<string, (path: string) => Promise<number>>> = {
  async "read it"(path) {
    let records = 0;
    await forEachRecord(openText(path).chunks, path, () => void records++, "exact");
    return records;
  },
  async "as Parquet"(path) {
    let size = 0;
    const source = {
      chunks: openText(path).chunks,
      where: path,
      table: { kind: "segments" },
      version: "bench",
    } as const;
    await parquetOfCsv(source, (bytes) => {
      size += bytes.length;
    });
    return size;
  },
};

const [first = "1000", way] = process.argv.slice(2);
if (way !== undefined) {
  const before = process.cpuUsage();
  const result = await WAYS[way]!(first);
  const { user, system } = process.cpuUsage(before);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, megabytes, result }));
} else {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-parquet-"));
  try {
    const path = join(folder, "segments.csv");
    writeCsv(path, Number(first) * MEGABYTE);
    const size = statSync(path).size;
    for (const name of Object.keys(WAYS)) {
      const said = execFileSync(process.execPath, ["--import", "tsx", import.meta.filename, path, name], {
        encoding: "utf8",
      });
      const { seconds, megabytes, result } = JSON.parse(said) as Record<
        "seconds" | "megabytes" | "result",
        number
      >;
      const figures = [
        `${(size / MEGABYTE / seconds).toFixed(0)} MB/s`,
        `at most ${megabytes.toFixed(0)} MB of memory`,
      ];
      if (name === "as Parquet") figures.push(`${((100 * result) / size).toFixed(0)} % of the CSV's size`);
      process.stdout.write(`${name}: ${figures.join(", ")}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
