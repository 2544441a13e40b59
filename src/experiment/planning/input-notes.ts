import type { LoadedTrace, LoadedVideo } from "../../inputs/index.js";
import { printable } from "../../report/names.js";
import { notesInWords } from "../../report/trace-notes.js";

/** What is worth knowing of how a plan's traces and videos came about, before results are believed; a line each. */
export function inputNotes(
  traces: readonly LoadedTrace[],
  videos: readonly LoadedVideo[],
): readonly string[] {
  // That a trace's clock does not begin at 0 says nothing of its figures.
  const ofTraces = traces.flatMap(({ notes }) => notes.filter(({ kind }) => kind !== "starts-at"));
  return [
    ...notesInWords(ofTraces).map((note) => `traces: ${note}`),
    ...videos.flatMap(({ video, notes }) => notes.map((note) => `video ${printable(video.name)}: ${note}`)),
  ];
}
