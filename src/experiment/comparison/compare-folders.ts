import { InputError } from "../../errors.js";
import type { Summary } from "../../model/results.js";
import { setWeights } from "../planning/set-weights.js";
import { type ResultsFolder, readResults } from "../results/read-results.js";
import type { Results } from "../results/results.js";
import type { RunFile } from "../results/run-file.js";
import { unknownName } from "../scenario/index.js";
import { againstControl, type ComparisonDesign } from "./design.js";
import { type JoinedResults, joinResults } from "./join-results.js";
import { summarise } from "./summarise.js";

/** What a user asks of a comparison beyond what the scenario says. Each is named as its flag is. */
export interface CompareOptions {
  readonly control?: string | undefined;
  readonly metrics?: readonly string[] | undefined;
  /** Beside the scenario's. */
  readonly margins?: Readonly<Record<string, number | string>> | undefined;
  /** Instead of the scenario's; sets as results or scenarios name them. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /** Percent of traces that are the control's; missing: the design is paired. */
  readonly controlPercent?: number | undefined;
}

export interface Compared {
  /** Of two folders, the second's. */
  readonly run: RunFile;
  readonly results: Results;
  readonly summary: Summary;
  /** What differs between two folders and may: one line each. */
  readonly notes: readonly string[];
}

/**
 * Compares the policies of a results folder, or those of two folders policy by policy, the first being the control.
 *
 * @throws InputError when a folder is none, or two are not alike but for their policies, or a name is unknown
 */
export async function compareFolders(
  [folder, other]: readonly [string, string?],
  options: CompareOptions,
): Promise<Compared> {
  const first = await readResults(folder);
  if (other === undefined) return summarised(first, first.results, designOfFolder(first, options));
  refuseForTwo(options);
  const second = await readResults(other);
  if (first.run.path === second.run.path)
    throw new InputError({
      where: other,
      expected: "another results folder",
      received: "the same one again",
      hint: "Name one folder to compare the policies in it",
    });
  const { results, contrasts, notes }: JoinedResults = joinResults(first, second);
  const compared = summarised(second, results, { control: folder, contrasts, ...asked(second, options) });
  return { ...compared, notes };
}

/** The comparison of the policies of one folder: what its scenario asks for, but for what options say. */
export function designOfFolder(folder: ResultsFolder, options: CompareOptions = {}): ComparisonDesign {
  const control = options.control ?? folder.run.scenario.compare.control;
  const arms = folder.results.arms.map(({ name }) => name);
  if (options.control !== undefined && !arms.includes(control))
    throw unknownName({
      where: "--control",
      kind: "policy of the results",
      received: control,
      known: arms,
    });
  // A run of some arms alone may lack the scenario's control.
  const present = arms.includes(control) ? control : arms[0]!;
  const contrasts = againstControl(folder.results.arms, present);
  return { control: present, contrasts, ...asked(folder, options) };
}

function summarised({ folder, run }: ResultsFolder, results: Results, design: ComparisonDesign): Compared {
  const known = results.columns.map(({ name }) => name);
  for (const metric of [...design.metrics, ...Object.keys(design.margins ?? {})])
    if (!known.includes(metric))
      throw unknownName({ where: folder, kind: "metric of the results", received: metric, known });
  return { run, results, summary: summarise(results, design), notes: [] };
}

/** The parts of a design that flags and scenario settle alike for one folder and for two. */
function asked(
  { run, results }: ResultsFolder,
  { metrics, margins, weights, controlPercent }: CompareOptions,
): Pick<ComparisonDesign, "metrics" | "margins" | "weights" | "controlPercent"> {
  const sets = [...new Set(results.traces.map(({ set }) => set))];
  const { gate, compare } = run.scenario;
  const weighing = weights
    ? setWeights(weights, sets, (key) => `--weights ${key}`)
    : gate?.weights && setWeights(gate.weights, sets, (key) => `gate.weights.${key}`);
  const known = results.columns.map(({ name }) => name);
  return {
    metrics: [...new Set(metrics ?? (compare.metrics ?? []).filter((name) => known.includes(name)))],
    margins: { ...gate?.margins, ...margins },
    ...(weighing && { weights: weighing }),
    ...(controlPercent !== undefined && { controlPercent }),
  };
}

function refuseForTwo({ control, controlPercent }: CompareOptions): void {
  const flag = control !== undefined ? "--control" : controlPercent !== undefined ? "--split" : undefined;
  if (flag === undefined) return;
  throw new InputError({
    where: flag,
    expected: "one results folder",
    received: "two",
    hint: "Of two, the first is the control",
  });
}
