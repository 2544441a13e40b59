import { InputError } from "../../errors.js";
import { type Video, videoFromSegments } from "../../model/video.js";
import { bitsFromBytes, bpsFromKbps } from "../../units.js";
import { headOf } from "../head.js";
import { isWithin, quantityError, readQuantity } from "../quantity.js";
import { BITRATE_KBPS, SEGMENT_S, SIZE_BYTES } from "./quantities.js";
import { checkRising } from "./rising.js";
import type { VideoEntry } from "./source.js";

/** One file of a size table. */
export interface SizeFile {
  /** Its name without folder and ending, which ends in the number of its level: "video_size_3". */
  readonly stem: string;
  /** How messages name the file. */
  readonly where: string;
  readonly text: string;
}

/** Whether a text is a column of whole numbers, as the files of a size table are. */
export function looksLikeSizes(text: string): boolean {
  return /^\d+$/.test(headOf(text, true).lines[0] ?? "");
}

/** How to write the entry that a size table needs. */
export const SIZE_TABLE_ENTRY = "{ path: FOLDER, bitratesKbps: [300, 750, 1200], segmentSeconds: 4 }";

/**
 * A video from a folder of size tables, Pensieve's format (Mao et al., SIGCOMM 2017): one file for each level, one
 * whole number of bytes a line, line i for segment i. The numbers that the files' names end in put the levels in
 * order, by rising bitrate.
 *
 * @param where how messages name the folder
 * @throws InputError when the files do not fit the entry or each other
 */
export function readSizeTables(
  files: readonly SizeFile[],
  entry: Pick<VideoEntry, "bitratesKbps" | "segmentSeconds">,
  where: string,
  name: string,
): Video {
  const { bitratesKbps, segmentSeconds } = entry;
  if (bitratesKbps === undefined || segmentSeconds === undefined)
    throw new InputError({
      where,
      expected: "bitratesKbps and segmentSeconds with a folder of size tables",
      received: bitratesKbps === undefined ? "no bitratesKbps" : "no segmentSeconds",
      hint: `Write ${SIZE_TABLE_ENTRY}`,
    });
  if (!isWithin(segmentSeconds, SEGMENT_S))
    throw quantityError(segmentSeconds, SEGMENT_S, `${where}, segmentSeconds`);
  bitratesKbps.forEach((kbps, level) => {
    if (!isWithin(kbps, BITRATE_KBPS))
      throw quantityError(kbps, BITRATE_KBPS, `${where}, bitratesKbps[${level}]`);
  });
  checkRising(bitratesKbps, (level) => `${where}, bitratesKbps[${level}]`);
  if (files.length !== bitratesKbps.length)
    throw new InputError({
      where,
      expected: `${bitratesKbps.length} size tables, one for each of bitratesKbps`,
      received: `${files.length} files: ${files.map(({ stem }) => stem).join(", ")}`,
    });
  const levels = inOrder(files).map((file) => ({ ...file, sizes: readSizes(file) }));
  const segments = levels[0]!.sizes.length;
  for (const { sizes, where: file } of levels) {
    if (sizes.length !== segments)
      throw new InputError({
        where: file,
        expected: `${segments} sizes, as in ${levels[0]!.where}`,
        received: `${sizes.length}`,
        hint: "Check that both files are complete",
      });
  }
  return videoFromSegments({
    name,
    levels: bitratesKbps.map((kbps) => ({ bitrate: bpsFromKbps(kbps) })),
    segmentDuration: segmentSeconds,
    durations: new Float64Array(segments).fill(segmentSeconds),
    sizes: Array.from({ length: segments }, (_, segment) =>
      Float64Array.from(levels, ({ sizes }) => bitsFromBytes(sizes[segment]!)),
    ),
    sizesAre: "exact",
  });
}

function inOrder(files: readonly SizeFile[]): readonly SizeFile[] {
  const byNumber = new Map<number, SizeFile>();
  for (const file of files) {
    const digits = /\d+$/.exec(file.stem)?.[0];
    if (digits === undefined)
      throw new InputError({
        where: file.where,
        expected: "a name that ends in the number of its level, such as video_size_0",
        received: file.stem,
        hint: "Rename the file, or move it out of the folder if it is no size table",
      });
    const twin = byNumber.get(Number(digits));
    if (twin)
      throw new InputError({
        where: file.where,
        expected: "a name that ends in a number of its own",
        received: `${Number(digits)}, as in ${twin.where}`,
        hint: "Rename one of them, or move it to another folder",
      });
    byNumber.set(Number(digits), file);
  }
  return [...byNumber].sort(([a], [b]) => a - b).map(([, file]) => file);
}

/** Bytes by segment. */
function readSizes({ text, where }: SizeFile): readonly number[] {
  const sizes: number[] = [];
  text.split("\n").forEach((raw, index) => {
    const line = raw.trim();
    if (line !== "") sizes.push(readQuantity(line, SIZE_BYTES, `${where}:${index + 1}`));
  });
  if (sizes.length > 0) return sizes;
  throw new InputError({ where, expected: "one size in bytes a line", received: "none" });
}
