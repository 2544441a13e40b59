import { csvListing } from "./csv.js";
import { jsonListing } from "./json.js";
import type { ListingRenderer } from "./listing.js";
import { markdownListing } from "./markdown.js";
import { terminalListing } from "./terminal.js";

/** The formats of a listing, by the words of `--format`. */
export const LISTINGS = {
  table: terminalListing,
  json: jsonListing,
  csv: csvListing,
  markdown: markdownListing,
} as const satisfies Readonly<Record<string, ListingRenderer>>;

export type ListingFormat = keyof typeof LISTINGS;
export { fixed } from "./fixed.js";
export type { Cell, Listing, ListingColumn, ListingLook } from "./listing.js";
export { type Paragraph, paragraphs, wrapped } from "./paragraphs.js";
