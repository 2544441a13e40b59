import pc from "picocolors";
import { type ListingLook, wrapped } from "../listings/index.js";
import { rankingTable } from "./ranking.js";
import { partsOf, titleOf } from "./sentences.js";
import { tunedYaml } from "./snippet.js";
import type { TuneReport } from "./tune-report.js";

/** For a terminal: the ranking, what it means, and the arm to paste. */
export function terminalTune(report: TuneReport, look: ListingLook = {}): string {
  const { width = 100, colour = false } = look;
  const paint = pc.createColors(colour);
  const parts = partsOf(report).map(({ heading, sentences }) =>
    [
      paint.bold(heading),
      ...sentences.flatMap((sentence) =>
        wrapped(sentence, width - 4).map((line, nth) => `${nth === 0 ? "  " : "    "}${line}`),
      ),
    ].join("\n"),
  );
  const snippet = tunedYaml(report);
  return [
    wrapped(titleOf(report), width).map(paint.bold).join("\n"),
    rankingTable(report, "table", look).trimEnd(),
    ...parts,
    ...(snippet === "" ? [] : [snippet.trimEnd()]),
  ]
    .join("\n\n")
    .concat("\n");
}
