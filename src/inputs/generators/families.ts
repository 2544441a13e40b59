import { threeGCommute } from "./families/3g-commute.js";
import { fourG } from "./families/4g.js";
import { fiveGDriving } from "./families/5g-driving.js";
import { adversarial } from "./families/adversarial.js";
import { broadbandSd } from "./families/broadband-sd.js";
import { leoSatellite } from "./families/leo-satellite.js";
import type { TraceFamily } from "./family.js";

/** The families that ship with abrsim, each in the folder of `traces/` that bears its name. */
export const traceFamilies: readonly TraceFamily[] = [
  threeGCommute,
  fourG,
  broadbandSd,
  fiveGDriving,
  leoSatellite,
  adversarial,
];
