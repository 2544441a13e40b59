import type { Bits, Seconds } from "../../units.js";
import type { Listing } from "../listings/index.js";
import { printable } from "../names.js";
import { figure, hoursFigure, rateFigure, scaleOfMiddle } from "./columns.js";

/** A set of traces as it lies in its folder. */
export interface ListedSet {
  /** The path of its folder. */
  readonly folder: string;
  readonly traces: number;
  /** Of all of them together. */
  readonly duration: Seconds;
  readonly bits: Bits;
  /** The names of their formats. */
  readonly formats: readonly string[];
  /** Missing for a set that does not ship with abrsim. */
  readonly description: string | undefined;
}

/** A row a set. */
export function folderListing(sets: readonly ListedSet[]): Listing<ListedSet> {
  const mean = ({ bits, duration }: ListedSet) => bits / duration;
  const scale = scaleOfMiddle(sets.map(mean));
  const described = sets.some(({ description }) => description !== undefined);
  return {
    columns: [
      { name: "folder", read: ({ folder }) => folder, show: ({ folder }) => printable(folder) },
      figure("traces", "traces", ({ traces }) => traces),
      hoursFigure(({ duration }) => duration),
      rateFigure("mean", "mean", scale, mean),
      { name: "format", read: ({ formats }) => formats.join(", ") },
      ...(described ? [{ name: "description", read: ({ description }: ListedSet) => description }] : []),
    ],
    rows: sets,
  };
}
