import { join } from "node:path";
import { traceFamilies } from "../../inputs/generators/families.js";
import { folderOf, type LoadedTrace, loadTraces, shownPath } from "../../inputs/index.js";
import { LISTINGS, type ListingFormat } from "../../report/listings/index.js";
import { folderListing, type ListedSet } from "../../report/trace-figures/index.js";
import { shippedFolder } from "../shipped.js";
import { stdoutLook } from "../stdout.js";

/** The flags of `abrsim traces list`, as commander gives them. */
export interface ListFlags {
  readonly from?: string;
  readonly format: ListingFormat;
}

/** Prints the sets of traces that ship with abrsim, or those in a folder and the folders in it. */
export async function listTraces(folder: string | undefined, { from, format }: ListFlags): Promise<void> {
  const cwd = process.cwd();
  const shipped = join(shippedFolder(), "traces");
  const loaded = await loadTraces([folder ?? shipped], { base: cwd, cwd, format: from });
  const byFolder = new Map<string, LoadedTrace[]>();
  for (const one of loaded) {
    const path = folderOf(one.path);
    const there = byFolder.get(path);
    if (there) there.push(one);
    else byFolder.set(path, [one]);
  }
  const descriptions = new Map(
    traceFamilies.map(({ name, description }) => [join(shipped, name), description]),
  );
  const rows = [...byFolder].map(
    ([path, traces]): ListedSet => ({
      folder: shownPath(path, cwd),
      traces: traces.length,
      duration: traces.reduce((total, { trace }) => total + trace.period, 0),
      bits: traces.reduce((total, { trace }) => total + trace.bitsPerPeriod, 0),
      formats: [...new Set(traces.map((trace) => trace.format))],
      description: descriptions.get(path),
    }),
  );
  process.stdout.write(LISTINGS[format](folderListing(rows), stdoutLook()));
}
