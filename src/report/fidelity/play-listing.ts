import { type FirstDifference, firstDifference } from "../../metrics/first-difference.js";
import type { PlayFigures } from "../../model/agreement.js";
import type { CourseRequest, FidelityReport, ForetoldPlay } from "../../model/fidelity.js";
import { kbpsFromBps } from "../../units.js";
import { fixed, type Listing, type ListingColumn } from "../listings/index.js";

/** Each play beside what was foretold of it. */
export function playListing({ plays }: Pick<FidelityReport, "plays">): Listing<ForetoldPlay> {
  const columns: readonly ListingColumn<ForetoldPlay>[] = [
    { name: "player", read: ({ playback }) => playback.player },
    ...(plays.some(({ playback }) => playback.policy !== undefined)
      ? [{ name: "policy", read: ({ playback }: ForetoldPlay) => playback.policy ?? "its own" }]
      : []),
    { name: "trace", read: ({ playback }) => playback.trace },
    {
      name: "levels_agree",
      heading: "levels\nagree",
      read: ({ agreement }) => agreement.agreeing,
      show: ({ agreement: { agreeing, segments } }) => `${agreeing}/${segments}`,
    },
    ...bothSides("kbps", "kbit/s", ({ meanBitrate }) => meanBitrate && kbpsFromBps(meanBitrate), 0),
    ...bothSides("stall_s", "stall\ns", ({ stall }) => stall, 2),
    ...bothSides("startup_s", "startup\ns", ({ startup }) => startup, 2),
    ...bothSides("qoe", "QoE", ({ qoe }) => qoe, 2),
    ...bothSides("switches", "switches", ({ switches }) => switches, 0),
    {
      name: "differs_from_s",
      heading: "differs\nfrom s",
      ...fixed(({ courses }) => differenceOf(courses)?.at, 1),
    },
    { name: "first_difference", heading: "first difference", read: ({ courses }) => inWords(courses) },
    ...(["real", "simulated"] as const).map((side) => ({
      name: `${side}_levels`,
      heading: `${side}\nlevels`,
      read: (play: ForetoldPlay) => levelsOf(play[side]),
    })),
  ];
  return { columns, rows: plays };
}

/** A figure of the real play, and the same of the simulated one. */
function bothSides(
  name: string,
  heading: string,
  read: (figures: PlayFigures) => number | undefined,
  digits: number,
): ListingColumn<ForetoldPlay>[] {
  return (["real", "simulated"] as const).map((side) => ({
    name: `${side}_${name}`,
    heading: side === "real" ? heading : "simu-\nlated",
    ...fixed((play: ForetoldPlay) => read(play[side]), digits),
  }));
}

/** "0122", or "9 10 11" of a ladder that has as many levels. */
function levelsOf({ levels }: PlayFigures): string {
  const texts = levels.map((level) => (level === undefined ? "-" : String(level)));
  return texts.join(texts.some((text) => text.length > 1) ? " " : "");
}

const differenceOf = ({ real, simulated }: ForetoldPlay["courses"]): FirstDifference | undefined =>
  firstDifference(real, simulated);

/** "16 at 2, simulated 16 at 3": segments and levels. */
function inWords(courses: ForetoldPlay["courses"]): string | undefined {
  const difference = differenceOf(courses);
  return difference && `${asked(difference.one)}, simulated ${asked(difference.other)}`;
}

function asked(request: CourseRequest | undefined): string {
  if (request === undefined) return "nothing";
  return `${request.segment} at ${request.level}${request.whole ? "" : " given up"}`;
}
