import { InputError } from "../../errors.js";
import { readTextFile } from "../../inputs/files.js";
import type { SessionFailure, Summary } from "../../model/results.js";
import { isSameFolder, lockFolder, removePartialFiles } from "../../report/files.js";
import { segmentsHeader } from "../../report/segments-csv.js";
import { sessionsHeader } from "../../report/sessions-csv.js";
import { designOfFolder } from "../comparison/compare-folders.js";
import type { ResultTableFormat } from "../exports/result-tables.js";
import { checkFolder } from "../folder/owner.js";
import { finishWhole } from "../folder/whole-folder.js";
import { FAILURES_TOLD } from "../result-table.js";
import { pathIn } from "../results/read-results.js";
import { resultsOfRun, shapeOf } from "../results/results-of-run.js";
import type { RunFile } from "../results/run-file.js";
import { type Claim, LINE_FILES, type LineFile } from "../unfinished/claim.js";
import { type Headers, UnfinishedRun } from "../unfinished/unfinished-run.js";
import { inOrder } from "./in-order.js";
import { shardBlocks } from "./shard-blocks.js";
import { type ShardPart, shardParts } from "./shard-parts.js";

export interface MergeOptions {
  readonly out: string;
  /** What to write sessions and segments as. */
  readonly tables: readonly ResultTableFormat[];
  /** Whether to write the report. */
  readonly report: boolean;
  /** Whether results of another run may be replaced. */
  readonly force: boolean;
  /** Where paths are relative to. */
  readonly cwd: string;
  /** Told of units. */
  readonly onProgress?: (finished: number, all: number) => void;
  readonly onWriting?: (on: boolean) => void;
}

export interface Merged {
  readonly summary: Summary;
  /** How many were joined. */
  readonly shards: number;
  readonly notes: readonly string[];
  /** How many sessions failed. */
  readonly failed: number;
  /** The first of these ({@link FAILURES_TOLD}). */
  readonly failures: readonly SessionFailure[];
}

/**
 * Joins the shards of a run to the results folder that the run would have written as a whole, byte for byte. It can be
 * interrupted, and then goes on where it was.
 *
 * @param folders of shards, in any order; one twice is one once
 * @throws InputError when they are not the shards of one run, or some are missing or changed; nothing is written then
 */
export async function mergeFolders(folders: readonly string[], options: MergeOptions): Promise<Merged> {
  const { out, cwd, onProgress, onWriting } = options;
  const found = await shardParts(folders);
  for (const { folder } of found) if (await isSameFolder(folder, out)) throw ofItsOwn(out);
  const { run: record, shard } = found[0]!;
  const shape = shapeOf(record);
  const parts = inOrder(found, shape.units);
  await checkFolder(out, { run_id: record.run_id }, options.force);
  const lock = await lockFolder(out);
  try {
    await removePartialFiles(out);
    const headers = headersOf(record, shard.metrics);
    const claim: Claim = {
      ...{ layout: 1, run_id: record.run_id, units: shape.units, seats: shape.seats.length },
      ...{ joined: parts.length, columns: shard.metrics.length, firstUnit: 0, endUnit: shape.units },
      files: (Object.keys(LINE_FILES) as LineFile[]).filter((name) => shard.files.includes(LINE_FILES[name])),
    };
    const run = await UnfinishedRun.open(out, claim, headers);
    try {
      for (const part of parts)
        for await (const block of shardBlocks(part, shape.seats.length, headers)) {
          // An earlier merge of as many shards has joined it: blocks end where they did then.
          if (block.firstUnit < run.nextUnit) continue;
          await run.add(block);
          onProgress?.(run.nextUnit, shape.units);
        }
      const failures = parts.flatMap((part) => part.run.failures).slice(0, FAILURES_TOLD);
      const whole: RunFile = { ...record, failures };
      const results = resultsOfRun(whole, shard.trace_sets, shard.metrics, run.table);
      const recorded = await recordedText(parts[0]!);
      let without: string | undefined;
      const { summary, notes } = await finishWhole({
        ...{ out, run, results, onWriting, runId: record.run_id, tables: options.tables },
        design: designOfFolder({ folder: out, run: whole, results }),
        runJson: (counts) => wholeJson(recorded, counts, failures),
        ...(options.report && {
          draw: async () => async (summary) => {
            const { reportOfRun } = await import("../reporting/report-folder.js");
            const report = await reportOfRun({ run: whole, results, summary }, { cwd });
            without = report.withoutTimelines;
            return report;
          },
        }),
      });
      const told = without === undefined ? [] : [`no timelines in the report: ${without}`];
      return {
        summary,
        shards: parts.length,
        failed: run.table.failed,
        failures,
        notes: [...notes, ...told, ...nodeNotes(parts)],
      };
    } catch (error) {
      throw await run.leaveFor(error);
    }
  } finally {
    await lock.release();
  }
}

const ofItsOwn = (out: string): InputError =>
  new InputError({
    where: out,
    expected: "a folder beside those that are joined",
    received: "one of them",
    hint: "Choose another folder with --out",
  });

function headersOf({ arms }: RunFile, metrics: ShardPart["shard"]["metrics"]): Headers {
  const clients = arms.some(({ players }) => players.some(({ client }) => client !== undefined));
  return { sessions: sessionsHeader(metrics, clients), segments: segmentsHeader(clients), telemetry: "" };
}

const recordedText = async ({ folder }: ShardPart): Promise<string> =>
  (await readTextFile(pathIn(folder, "run.json"))).text;

/** The run.json of the whole run, by that of a shard: all that it says but for the part. */
function wholeJson(shard: string, counts: unknown, failures: readonly SessionFailure[]): string {
  const { shard: _, ...rest } = JSON.parse(shard) as Record<string, unknown>;
  return `${JSON.stringify({ ...rest, counts, failures }, null, 2)}\n`;
}

/** Figures are the same to the byte on one major version of Node. */
function nodeNotes(parts: readonly ShardPart[]): string[] {
  const versions = [...new Set(parts.map(({ run }) => run.node))];
  const majors = new Set(versions.map((version) => version.split(".")[0]));
  if (majors.size === 1) return [];
  return [
    `Shards ran on Node ${versions.join(" and ")}: figures may differ in their last digits between them.`,
  ];
}
