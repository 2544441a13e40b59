import type { PlayFigures } from "../../model/agreement.js";
import type { FidelityReport, ForetoldPlay } from "../../model/fidelity.js";
import { kbpsFromBps } from "../../units.js";
import { fixed, type Listing, type ListingColumn } from "../listings/index.js";

/** Each play beside what was foretold of it. */
export function playListing({ plays }: FidelityReport): Listing<ForetoldPlay> {
  const columns: readonly ListingColumn<ForetoldPlay>[] = [
    { name: "player", read: ({ playback }) => playback.player },
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
    ...bothSides("switches", "switches", ({ switches }) => switches, 0),
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
