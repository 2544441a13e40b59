import type { PolicyContext } from "../../model/policy.js";
import { bpsFromKbps } from "../../units.js";
import { highestOrLowest } from "../shared/ladder.js";

/** What dash.js begins with. */
export interface InitialBitrates {
  /** Video begins at the highest level within this; kbit/s. */
  readonly initialVideoKbps: number;
  /** The same for audio. */
  readonly initialAudioKbps: number;
}

/** dash.js's level until a rule has something to say (5.2.1, AbrController.js: getInitialBitrateFor). */
export function initialLevel({ levels, media }: PolicyContext, options: InitialBitrates): number {
  const kbps = media === "audio" ? options.initialAudioKbps : options.initialVideoKbps;
  return highestOrLowest(levels, bpsFromKbps(kbps));
}
