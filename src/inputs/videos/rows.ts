import { excerpt, InputError } from "../../errors.js";
import type { VideoQuality } from "../../model/video.js";
import type { Path, SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { isWithin, type Quantity, quantityError } from "../quantity.js";
import { SSIM, VMAF } from "./quantities.js";

/** What a row of numbers must be. */
export interface RowForm {
  /** In words, after their count: "sizes, one for each bitrate". */
  readonly values: string;
  readonly count: number;
  readonly each: Quantity;
}

/** @throws InputError when it is no list of so many numbers, each within its range */
export function rowOf(document: SourceDocument, path: Path, row: unknown, form: RowForm): Float64Array {
  const { values, count, each } = form;
  if (Array.isArray(row) && row.length === count)
    return Float64Array.from(numbersOf(document, path, row, each));
  throw new InputError({
    where: document.where(path),
    expected: `a list of ${count} ${values}`,
    received: Array.isArray(row) ? `${row.length}` : excerpt(row),
  });
}

/** @throws InputError naming the first item that is no number within the range */
export function numbersOf(
  document: SourceDocument,
  path: Path,
  items: readonly unknown[],
  each: Quantity,
): number[] {
  return items.map((item, index) => {
    if (isWithin(item, each)) return item;
    throw quantityError(item, each, document.where([...path, index]));
  });
}

const QUALITY_KEYS = ["vmaf", "ssim"];

/** How good segments look, by the key `quality` of a document in one of abrsim's own formats. */
export function readQualityField(
  document: SourceDocument,
  fields: Fields,
  shape: { readonly segments: number; readonly levels: number },
): VideoQuality | undefined {
  if (!fields.has("quality")) return undefined;
  const paths = { vmaf: ["quality", "vmaf"], ssim: ["quality", "ssim"] };
  return readQuality(
    document,
    new Fields(document, ["quality"], fields.get("quality"), QUALITY_KEYS),
    paths,
    shape,
  );
}

const MEASURES = { vmaf: VMAF, ssim: SSIM } as const;

/**
 * How good segments look, where the file says: by each measure a list of segments, each a list of levels.
 *
 * @param fields with the last keys of the paths
 * @throws InputError when a list has another shape than the video, or a value is out of range
 */
export function readQuality(
  document: SourceDocument,
  fields: Fields,
  paths: Readonly<Record<keyof VideoQuality, Path>>,
  { segments, levels }: { readonly segments: number; readonly levels: number },
): VideoQuality | undefined {
  const quality: Partial<Record<keyof VideoQuality, readonly Float64Array[]>> = {};
  for (const measure of ["vmaf", "ssim"] as const) {
    const path = paths[measure];
    const key = String(path.at(-1));
    if (!fields.has(key)) continue;
    const rows = fields.needList(key, "lists, one for each segment");
    if (rows.length !== segments)
      throw new InputError({
        where: fields.where(key),
        expected: `${segments} lists, one for each segment`,
        received: `${rows.length}`,
      });
    const form = { values: "values, one for each level", count: levels, each: MEASURES[measure] };
    quality[measure] = rows.map((row, segment) => rowOf(document, [...path, segment], row, form));
  }
  return Object.keys(quality).length > 0 ? quality : undefined;
}
