import { estimators } from "../../estimators/registry.js";
import { policies } from "../../policies/registry.js";
import { LISTINGS, type Listing, type ListingFormat, paragraphs } from "../../report/listings/index.js";
import { stdoutLook } from "../stdout.js";

/** What policies and estimators have in common that is worth a line. */
interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly citation: string;
}

/** Prints the policies of the library, or its estimators, each with a line and where it is published. */
export function listPolicies(format: ListingFormat, which: "policies" | "estimators"): void {
  const rows: readonly Listed[] = which === "policies" ? policies : estimators;
  process.stdout.write(format === "table" ? asText(rows) : LISTINGS[format](listingOf(rows)));
}

function asText(rows: readonly Listed[]): string {
  const items = rows.map(({ name, summary, citation }) => ({ name, lines: [summary, { quiet: citation }] }));
  return paragraphs(items, stdoutLook());
}

const listingOf = (rows: readonly Listed[]): Listing<Listed> => ({
  columns: [
    { name: "name", read: ({ name }) => name },
    { name: "summary", read: ({ summary }) => summary },
    { name: "citation", read: ({ citation }) => citation },
  ],
  rows,
});
