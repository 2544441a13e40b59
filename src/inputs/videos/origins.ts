import { excerpt, InputError } from "../../errors.js";
import type { SizeOrigin } from "../../model/video.js";
import type { Path, SourceDocument } from "../document.js";
import type { Fields } from "../fields.js";

/** `sizesEstimated`, of a video: true or false for all sizes, or a list of segments, each a list of levels, of 0 and 1. */
export function readOrigins(
  document: SourceDocument,
  fields: Fields,
  { segments, levels }: { readonly segments: number; readonly levels: number },
): SizeOrigin | readonly (readonly SizeOrigin[])[] {
  const value = fields.get("sizesEstimated");
  if (!Array.isArray(value)) return wholeOrigin(value, fields);
  checkCount(value, segments, "lists, one for each segment", fields);
  return value.map((row: unknown, segment) => {
    const path = ["sizesEstimated", segment];
    if (!Array.isArray(row) || row.length !== levels)
      throw new InputError({
        where: document.where(path),
        expected: `a list of ${levels}, one for each level`,
        received: excerpt(row),
      });
    return originRow(document, path, row);
  });
}

/** The same of an audio track: a list has 0 or 1 for each segment. */
export function readTrackOrigins(
  document: SourceDocument,
  path: Path,
  fields: Fields,
  segments: number,
): SizeOrigin | readonly SizeOrigin[] {
  const value = fields.get("sizesEstimated");
  if (!Array.isArray(value)) return wholeOrigin(value, fields);
  checkCount(value, segments, "values, one for each segment", fields);
  return originRow(document, [...path, "sizesEstimated"], value);
}

function wholeOrigin(value: unknown, fields: Fields): SizeOrigin {
  if (value === undefined || value === false) return "exact";
  if (value === true) return "estimated";
  throw new InputError({
    where: fields.where("sizesEstimated"),
    expected: "true, false, or a list of 0 and 1",
    received: excerpt(value),
  });
}

function checkCount(value: readonly unknown[], count: number, what: string, fields: Fields): void {
  if (value.length === count) return;
  throw new InputError({
    where: fields.where("sizesEstimated"),
    expected: `${count} ${what}`,
    received: `${value.length}`,
  });
}

const originRow = (document: SourceDocument, path: Path, row: readonly unknown[]): readonly SizeOrigin[] =>
  row.map((mark, at) => {
    if (mark === 0) return "exact";
    if (mark === 1) return "estimated";
    throw new InputError({
      where: document.where([...path, at]),
      expected: "1 for a size that was estimated, or 0",
      received: excerpt(mark),
    });
  });
