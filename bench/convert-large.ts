import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watched } from "./watched.js";

/*
 * Does a file of a gigabyte convert in little memory, and how fast? Each case writes a file of samples, converts it with the
 * program as it is built, in a process of its own, and says how fast that was and the most memory that it took.
 *
 *     npx tsx bench/convert-large.ts [MB of each file]
 */

const MEGABYTE = 1e6;

interface Case {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly header: string;
  /** @param row from 0 @param mbps between 0.5 and 8.5 */
  readonly row: (row: number, mbps: number) => string;
  readonly footer: string;
}

const mbpsText = (mbps: number) => mbps.toFixed(6);
const kbpsText = (mbps: number) => (1000 * mbps).toFixed(3);

const CASES: readonly Case[] = [
  {
    name: "abrsim CSV, rows of 1 s, to pensieve",
    from: "csv",
    to: "pensieve",
    header: "duration_s,bandwidth_kbps\n",
    row: (_, mbps) => `1,${kbpsText(mbps)}\n`,
    footer: "",
  },
  {
    name: "abrsim CSV with latency and loss to abrsim CSV",
    from: "csv",
    to: "csv",
    header: "duration_s,bandwidth_kbps,latency_ms,loss\n",
    row: (row, mbps) => `0.5,${kbpsText(mbps)},${20 + (row % 400) / 10},${(row % 7) / 1000}\n`,
    footer: "",
  },
  {
    name: "pensieve to abrsim CSV, compressed",
    from: "pensieve",
    to: "csv.gz",
    header: "0 1\n",
    row: (row, mbps) => `${row + 1}.02 ${mbpsText(mbps)}\n`,
    footer: "",
  },
  {
    name: "sabre JSON to oboe",
    from: "json",
    to: "oboe",
    header: "[\n",
    row: (row, mbps) =>
      `${row > 0 ? ",\n" : ""}{"duration_ms":1000,"bandwidth_kbps":${kbpsText(mbps)},"latency_ms":${20 + (row % 50)}}`,
    footer: "\n]\n",
  },
  {
    name: "abrsim CSV to mahimahi (of output)",
    from: "csv",
    to: "mahi",
    header: "duration_s,bandwidth_kbps\n",
    row: (_, mbps) => `1,${kbpsText(mbps)}\n`,
    footer: "",
  },
];

/** Mahimahi takes a line a packet: so many bytes come out for one that goes in. */
const MAHIMAHI_GROWTH = 300;

function writeSamples(path: string, { header, row, footer }: Case, bytes: number): number {
  const file = openSync(path, "w");
  let size = writeSync(file, header);
  let rows = 0;
  // Marsaglia's xorshift: the same file each time.
  let state = 1;
  while (size < bytes) {
    const lines: string[] = [];
    for (let line = 0; line < 10_000; line++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      lines.push(row(rows++, 0.5 + (8 * (state >>> 0)) / 2 ** 32));
    }
    size += writeSync(file, lines.join(""));
  }
  size += writeSync(file, footer);
  closeSync(file);
  return size;
}

const megabytes = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
process.on("SIGINT", () => {
  rmSync(folder, { recursive: true });
  process.exit(130);
});
try {
  for (const each of CASES) {
    const from = join(folder, `in.${each.from}`);
    const to = join(folder, `out.${each.to}`);
    const growth = each.to === "mahi" ? MAHIMAHI_GROWTH : 1;
    const bytes = writeSamples(from, each, (megabytes * MEGABYTE) / growth);
    const { seconds, processorSeconds, peakMegabytes, said } = await watched(["traces", "convert", from, to]);
    const counted = growth === 1 ? bytes : statSync(to).size;
    const rate = (time: number) => (counted / MEGABYTE / time).toFixed(1);
    process.stdout.write(
      `${each.name}: ${(counted / MEGABYTE).toFixed(0)} MB at ${rate(seconds)} MB/s (${rate(processorSeconds)} MB a second of processor time), at most ${peakMegabytes.toFixed(0)} MB of memory\n`,
    );
    process.stderr.write(said);
    rmSync(from, { force: true });
    rmSync(to, { force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
