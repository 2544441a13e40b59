import type { TraceFit } from "../../model/trace-fit.js";
import { LISTINGS, type ListingLook, wrapped } from "../listings/index.js";
import { fitInWords, fitTitle } from "./fit-in-words.js";
import { jsonFit } from "./fit-json.js";
import { fitListing } from "./fit-listing.js";

/** Writes a fit, and the document of its generator, in one format. */
type FitRenderer = (
  fit: TraceFit,
  generator: Readonly<Record<string, unknown>>,
  look?: ListingLook,
) => string;

/** The formats of a fit, by the words of `--format`. */
export const FIT_REPORTS = {
  table: (fit, _generator, look = {}) =>
    [
      `${fitTitle(fit)}\n`,
      LISTINGS.table(fitListing(fit.figures), look),
      ...fitInWords(fit).map((line) => `${wrapped(line, look.width ?? 100).join("\n")}\n`),
    ].join("\n"),
  json: jsonFit,
  markdown: (fit) =>
    [
      `### ${fitTitle(fit)}\n`,
      LISTINGS.markdown(fitListing(fit.figures)),
      ...fitInWords(fit).map((line) => `${line}.\n`),
    ].join("\n"),
} as const satisfies Readonly<Record<string, FitRenderer>>;

export type FitReportFormat = keyof typeof FIT_REPORTS;
