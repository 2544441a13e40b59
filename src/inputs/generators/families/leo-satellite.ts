import type { TraceFamily } from "../family.js";
import type { LeoSatellite } from "../leo.js";

/**
 * A terminal on a low-orbit satellite network. Starlink hands all terminals over at 12, 27, 42 and 57 seconds past
 * each minute (Tanveer et al., "Making Sense of Constellations", CoNEXT Companion 2023); 50 to 150 Mbit/s and 20 to
 * 40 ms are what it announced for its public beta. The uniform draws, the flutter and the losses are ours.
 */
export const leoSatelliteModel: LeoSatellite = {
  row: 1,
  startSecond: 0,
  slotStarts: [12, 27, 42, 57],
  capacityMbps: [50, 150],
  latencyMs: [20, 40],
  capacityFlutter: 0.05,
  latencyFlutterMs: 1,
  backgroundLoss: 0.002,
  worstHandoverLoss: 0.5,
};

export const leoSatellite: TraceFamily = {
  name: "leo-satellite",
  description: "low-orbit satellite: 50 to 150 Mbit/s, redrawn with latency and loss at each 15 s handover",
  source: "modelled on Starlink's handover slots (Tanveer et al., 2023)",
  kind: "leo",
  model: leoSatelliteModel,
};
