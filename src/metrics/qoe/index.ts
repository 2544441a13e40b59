import type { QoeModel } from "../../model/metrics.js";
import { composite } from "./composite.js";
import { linear } from "./linear.js";
import { sabreScore } from "./sabre-score.js";

/** Every QoE model, by name. To add one: a file beside this one, a line here, and a hand-computed test. */
export const QOE_MODELS: readonly QoeModel[] = [composite, linear, sabreScore];

export function findQoeModel(name: string): QoeModel | undefined {
  return QOE_MODELS.find((model) => model.name === name);
}
