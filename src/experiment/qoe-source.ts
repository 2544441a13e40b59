import { findQoeModel } from "../metrics/qoe/index.js";
import type { QoeInput, QoeModel } from "../model/metrics.js";
import type { MetricColumn } from "../model/results.js";
import type { PolicyBundle } from "./user-policy/index.js";
import { importQoeModel, scoreOf } from "./user-qoe/index.js";

/** Where a QoE model comes from. Plain data: any thread can make the model of it. */
export type QoeSource =
  | { readonly kind: "library"; readonly name: string }
  | ({
      readonly kind: "file";
      readonly bundle: PolicyBundle;
    } & Required<Pick<QoeModel, "name" | "unit" | "better">>);

/** A QoE model that is ready to score sessions. */
export interface LoadedQoeModel {
  /**
   * @param named the session in words, asked for only to complain
   * @throws InputError when a model of the user's own throws, or answers with what is no score
   */
  score(input: QoeInput, named: () => string): number | undefined;
}

/**
 * @throws InputError when a file does not load or has no model
 * @throws RangeError when the library has no such model, which planning has ruled out
 */
export async function loadQoeModel(source: QoeSource): Promise<LoadedQoeModel> {
  if (source.kind === "library") return libraryModel(source.name);
  const model = await importQoeModel(source.bundle);
  return { score: (input, named) => scoreOf(model, input, source.bundle, named) };
}

/** What a model's column says of it. */
export function qoeColumn(source: QoeSource): MetricColumn {
  const model: Pick<QoeModel, "name" | "unit" | "better" | "most"> =
    source.kind === "library" ? libraryModel(source.name) : source;
  const { name, unit, better = "higher", most } = model;
  return { name: `qoe_${name}`, label: `QoE ${name}`, unit, better, ...(most !== undefined && { most }) };
}

function libraryModel(name: string): QoeModel {
  const model = findQoeModel(name);
  if (model === undefined) throw new RangeError(`no QoE model ${name}`);
  return model;
}
