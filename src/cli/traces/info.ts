import { LISTINGS, type ListingFormat, wrapped } from "../../report/listings/index.js";
import { setListing, traceListing } from "../../report/trace-figures/index.js";
import { notesInWords } from "../../report/trace-notes.js";
import { setFigures } from "../../traces/set-figures.js";
import { stdoutLook } from "../stdout.js";
import { loadSets } from "./load-sets.js";

/** The flags of `abrsim traces info`, as commander gives them. */
export interface InfoFlags {
  readonly bin?: number;
  readonly from?: string;
  readonly sets?: boolean;
  readonly format: ListingFormat;
}

/** Prints the figures of each trace; for people, those of each set of several too. */
export async function traceInfo(sources: readonly string[], flags: InfoFlags): Promise<void> {
  const look = stdoutLook();
  const loaded = await loadSets(sources, flags);
  const told = loaded.map(({ set, traces, bin }) => {
    const figures = setFigures(
      set,
      traces.map(({ trace }) => trace),
      { bin },
    );
    const members = traces.map(({ trace, format }, index) => ({
      name: trace.name,
      format,
      figures: figures.members[index]!,
    }));
    return { figures, members };
  });
  const forPeople = flags.format === "table" || flags.format === "markdown";
  const audience = forPeople ? "people" : "programs";
  const sets = told.map(({ figures }) => figures);
  const several = sets.filter(({ members }) => members.length > 1);
  const render = LISTINGS[flags.format];
  const parts: string[] = [];
  if (!flags.sets) {
    const members = told.flatMap((set) => set.members);
    parts.push(render(traceListing(members, audience), look));
  }
  if (flags.sets) parts.push(render(setListing(sets, audience), look));
  else if (forPeople && several.length > 0) parts.push(render(setListing(several, audience), look));
  if (flags.format === "table")
    parts.push(LEGEND.flatMap((line) => wrapped(line, look.width).map((part) => `${part}\n`)).join(""));
  process.stdout.write(parts.join("\n"));
  const notes = loaded.flatMap(({ traces }) => traces.flatMap((trace) => trace.notes));
  for (const note of notesInWords(notes)) process.stderr.write(`${note}\n`);
}

const LEGEND = [
  "Mean and duration are of the whole trace, all else of its whole bins: of the set's median interval in whole seconds, at least 1 s, or --bin.",
  "Outage: below 0.1 Mbit/s. ACF: autocorrelation; 1/e: the time after which it has fallen that far. Intervals: 95 %, by resampling traces.",
];
