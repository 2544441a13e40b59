import type { VideoEntry } from "../../inputs/index.js";
import { LISTINGS, type ListingFormat } from "../../report/listings/index.js";
import { printable } from "../../report/names.js";
import { videoInWords } from "../../report/videos/in-words.js";
import { levelListing } from "../../report/videos/listings.js";
import { stdoutLook } from "../stdout.js";
import { oneVideo } from "./one-video.js";

/** Prints what there is to know of a video. */
export async function videoInfo(entry: VideoEntry, format: ListingFormat): Promise<void> {
  const { video, notes } = await oneVideo(entry);
  const levels = levelListing(video);
  // For people, columns of which nothing is known are noise; programs want the same ones always.
  const known = levels.columns.filter(({ read }) => levels.rows.some((row) => read(row) !== undefined));
  const listing = LISTINGS[format](format === "table" ? { ...levels, columns: known } : levels, stdoutLook());
  const words = `${printable(video.name)}: ${videoInWords(video)}\n`;
  for (const note of notes) process.stderr.write(`${printable(note)}\n`);
  process.stdout.write(format === "table" ? `${words}\n${listing}` : listing);
}
