import type { QoeModel } from "../../model/metrics.js";
import { composite } from "./composite.js";
import { comyco } from "./comyco.js";
import { hd } from "./hd.js";
import { linear } from "./linear.js";
import { live } from "./live.js";
import { log } from "./log.js";
import { mok } from "./mok.js";
import { mpcBalanced } from "./mpc-balanced.js";
import { mpcRebuffer } from "./mpc-rebuffer.js";
import { mpcSmooth } from "./mpc-smooth.js";
import { sabreScore } from "./sabre-score.js";
import { ssim } from "./ssim.js";

/**
 * Every QoE model, by name. To add one: a file beside this one, a line here, and a hand-computed test; docs/qoe.md is
 * made from the doc comments.
 */
export const QOE_MODELS: readonly QoeModel[] = [
  composite,
  linear,
  log,
  hd,
  mpcBalanced,
  mpcSmooth,
  mpcRebuffer,
  sabreScore,
  ssim,
  comyco,
  mok,
  live,
];

export function findQoeModel(name: string): QoeModel | undefined {
  return QOE_MODELS.find((model) => model.name === name);
}
