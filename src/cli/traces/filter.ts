import { basename, dirname, join } from "node:path";
import { InputError } from "../../errors.js";
import { Interrupted } from "../../experiment/interrupted.js";
import { openText, type ReadPart, readTraces } from "../../inputs/index.js";
import type { Trace } from "../../model/trace.js";
import type { FilteredTrace, FilterRule, TraceFiltering } from "../../model/trace-filter.js";
import type { Gaps } from "../../model/trace-note.js";
import { type FilesWriter, openFilesWriter, removeFilesIn } from "../../report/files.js";
import { LISTINGS } from "../../report/listings/index.js";
import { printable } from "../../report/names.js";
import { count } from "../../report/number-format.js";
import { filteredListing, rulesListing } from "../../report/trace-filter/listing.js";
import { FILTER_RECORD, filterRecord } from "../../report/trace-filter/record.js";
import { abrsim } from "../../report/trace-formats/abrsim.js";
import { traceFigures } from "../../traces/figures.js";
import { heldTo } from "../../traces/filter.js";
import { onInterrupt } from "../interrupt.js";
import { amountOfBytes, progressOnStderr } from "../progress.js";
import { stdoutLook } from "../stdout.js";
import { earlierFilesIn } from "./filter-folder.js";
import { safePart, uniqueNames } from "./rewrite/file-names.js";
import { type TraceFile, traceFiles } from "./rewrite/trace-files.js";

/** The flags of `abrsim traces filter` beside its rules, as commander gives them. */
export interface FilterFlags {
  readonly out: string;
  /** Seconds. */
  readonly bin: number;
  readonly from?: string;
  readonly gaps?: Gaps;
}

/** So many dropped traces are listed; the record has them all. */
const MOST_LISTED = 20;

/** Copies the traces that keep all rules, and records what became of each. */
export async function filterTraces(
  sources: readonly string[],
  rules: readonly FilterRule[],
  flags: FilterFlags,
): Promise<void> {
  const { out, bin } = flags;
  if (rules.length === 0)
    throw new InputError({
      where: "abrsim traces filter",
      expected: "a rule to keep traces by",
      received: "none",
      hint: "Say one, such as --mean-mbps 0.2..6",
    });
  const { files } = await traceFiles(sources);
  const earlier = await earlierFilesIn(out, files);
  const filtering = { rules, bin, traces: await copyKept(files, rules, flags, earlier) };
  const render = LISTINGS.table;
  const dropped = filtering.traces.filter(({ broken }) => broken.length > 0);
  process.stdout.write(render(rulesListing(filtering), stdoutLook()));
  if (dropped.length > 0)
    process.stdout.write(
      `\n${render(filteredListing({ ...filtering, traces: dropped.slice(0, MOST_LISTED) }), stdoutLook())}`,
    );
  if (dropped.length > MOST_LISTED)
    process.stdout.write(`and ${count(dropped.length - MOST_LISTED)} more, listed in ${FILTER_RECORD}\n`);
  process.stdout.write(`\n${printable(out)}: ${keptInWords(filtering, dropped.length)}\n`);
}

const keptInWords = ({ traces }: TraceFiltering, dropped: number): string =>
  `${count(traces.length - dropped)} of ${count(traces.length)} traces, and the record ${FILTER_RECORD}`;

async function copyKept(
  files: readonly TraceFile[],
  rules: readonly FilterRule[],
  flags: FilterFlags,
  earlier: ReadonlySet<string>,
): Promise<readonly FilteredTrace[]> {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  const disk = await openFilesWriter(flags.out);
  const interrupt = onInterrupt();
  const progress = progressOnStderr("filtering", amountOfBytes);
  try {
    const nameFor = uniqueNames();
    // So that no trace can have its name.
    disk.append(nameFor(FILTER_RECORD, ""), "");
    const traces: FilteredTrace[] = [];
    for (const file of files) {
      if (interrupt.signal.aborted) throw new Interrupted();
      traces.push(...(await filterFile(file, rules, flags, disk, nameFor)));
      before += file.bytes;
      progress.update(before, all);
    }
    disk.append(FILTER_RECORD, filterRecord({ rules, bin: flags.bin, traces }));
    await disk.close();
    // What was not replaced must not stay.
    const now = new Set([FILTER_RECORD, ...traces.map(({ file }) => file)]);
    await removeFilesIn(flags.out, (name) => earlier.has(name) && !now.has(name));
    return traces;
  } finally {
    progress.stop();
    interrupt.stop();
    await disk.discard();
  }
}

/** Copies a file of which all traces are kept; of one of which some are, each goes to a file of its own. */
async function filterFile(
  file: TraceFile,
  rules: readonly FilterRule[],
  { from, gaps, bin }: FilterFlags,
  disk: FilesWriter,
  nameFor: (name: string, ending: string) => string,
): Promise<readonly FilteredTrace[]> {
  const { path, where, name } = file;
  const read = await readTraces(openText(path, where).chunks, {
    name: where,
    set: "",
    where,
    format: from,
    gaps,
  });
  const judged = read.traces.map((part) => ({ ...part, ...heldTo(rules, figuresOf(part.trace, bin)) }));
  const isKept = ({ broken }: { readonly broken: FilteredTrace["broken"] }) => broken.length === 0;
  const whole = judged.every(isKept) ? nameFor(join(dirname(name), basename(path)), "") : undefined;
  if (whole !== undefined) disk.copy(whole, path);
  return judged.map((each) => {
    const { part, figures, broken } = each;
    const kept = whole ?? (isKept(each) ? writePart(each, name, disk, nameFor) : undefined);
    return {
      source: where,
      ...(part !== undefined && { part }),
      figures,
      broken,
      ...(kept !== undefined && { file: kept }),
    };
  });
}

function figuresOf(trace: Trace, bin: number) {
  try {
    return traceFigures(trace, { bin, lags: [] });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError({
      where: "--bin",
      expected: `bins that ${trace.name} has few enough of`,
      received: `${bin} s for ${trace.period} s`,
      hint: "Choose longer bins",
    });
  }
}

function writePart(
  { trace, part = "" }: ReadPart,
  name: string,
  disk: FilesWriter,
  nameFor: (name: string, ending: string) => string,
): string {
  const file = nameFor(`${name}-${safePart(part)}`, abrsim.endings[0]);
  const { durations, bandwidths, latencies, losses } = trace;
  const columns = { latency: latencies !== undefined, loss: losses !== undefined };
  const encoder = abrsim.open(columns, trace.name, (text) => disk.append(file, text));
  durations.forEach((duration, row) => {
    encoder.interval({
      duration,
      bandwidth: bandwidths[row]!,
      ...(latencies && { latency: latencies[row]! }),
      ...(losses && { loss: losses[row]! }),
    });
  });
  encoder.end();
  return file;
}
