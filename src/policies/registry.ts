import { bbEntry } from "./bb.js";
import { bba0Entry } from "./bba-0.js";
import { bba1Entry } from "./bba-1.js";
import { bba2Entry } from "./bba-2.js";
import { bolaEntry } from "./bola.js";
import { bolaEEntry } from "./bola-e.js";
import { bufferEntry } from "./buffer.js";
import { constantEntry } from "./constant.js";
import { dashjsEntry } from "./dashjs.js";
import { dynamicEntry } from "./dynamic.js";
import { dynamicDashEntry } from "./dynamic-dash.js";
import type { PolicyEntry } from "./entry.js";
import { ewmaEntry } from "./ewma.js";
import { exoplayerEntry } from "./exoplayer.js";
import { fastMpcEntry } from "./fast-mpc.js";
import { festiveEntry } from "./festive.js";
import { hlsjsEntry } from "./hlsjs.js";
import { hysteresisEntry } from "./hysteresis.js";
import { l2aEntry } from "./l2a.js";
import { lolpEntry } from "./lolp.js";
import { mpcEntry } from "./mpc.js";
import { oracleMpcEntry } from "./oracle-mpc.js";
import { pandaEntry } from "./panda.js";
import { recommenderEntry } from "./recommender.js";
import { robustMpcEntry } from "./robust-mpc.js";
import { rxPlayerEntry } from "./rx-player.js";
import { shakaEntry } from "./shaka.js";
import { sodaEntry } from "./soda.js";
import { throughputEntry } from "./throughput.js";
import { vhsEntry } from "./vhs.js";

/** All policies of the library, by name. */
export const policies: readonly PolicyEntry[] = [
  bbEntry,
  bba0Entry,
  bba1Entry,
  bba2Entry,
  bolaEntry,
  bolaEEntry,
  bufferEntry,
  constantEntry,
  dashjsEntry,
  dynamicEntry,
  dynamicDashEntry,
  ewmaEntry,
  exoplayerEntry,
  fastMpcEntry,
  festiveEntry,
  hlsjsEntry,
  hysteresisEntry,
  l2aEntry,
  lolpEntry,
  mpcEntry,
  oracleMpcEntry,
  pandaEntry,
  recommenderEntry,
  robustMpcEntry,
  rxPlayerEntry,
  shakaEntry,
  sodaEntry,
  throughputEntry,
  vhsEntry,
];

/** The policy of this name; undefined if the library has none. */
export function findPolicy(name: string): PolicyEntry | undefined {
  return policies.find((entry) => entry.name === name);
}
