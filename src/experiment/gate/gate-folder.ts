import { InputError } from "../../errors.js";
import { listFolder } from "../../inputs/files.js";
import type { GateResult } from "../../model/gate.js";
import { writeFileAtomically } from "../../report/files.js";
import { setWeights } from "../planning/set-weights.js";
import { type ResultsFolder, readResults } from "../results/read-results.js";
import { unknownName } from "../scenario/index.js";
import { type Baseline, baselineOf, baselineText } from "./baseline.js";
import { type GateRules, gate, marginsOf, type NamedBaseline } from "./gate.js";
import { readBaseline } from "./read-baseline.js";
import { TARGET_NAMES, TARGET_SETS } from "./targets.js";
import { parseThreshold } from "./threshold.js";

/** What a user asks of a gate beyond what the scenario says. Each is named as its flag is. */
export interface GateOptions {
  /** A file, or a results folder; missing: thresholds only. */
  readonly baseline?: string | undefined;
  /** Beside the scenario's, or instead of one of them. */
  readonly margins?: Readonly<Record<string, number | string>> | undefined;
  /** Instead of the scenario's. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /** Beside the scenario's. */
  readonly targets?: readonly string[] | undefined;
  readonly thresholds?: readonly string[] | undefined;
}

/**
 * Holds a results folder to a baseline, to target sets and to thresholds.
 *
 * @throws InputError when there is nothing to hold it to, when inputs are unlike, or when a name is unknown
 */
export async function gateFolder(path: string, options: GateOptions): Promise<GateResult> {
  const folder = await readResults(path);
  const rules = rulesOf(folder, options);
  const against = options.baseline === undefined ? undefined : await namedBaseline(options.baseline);
  if (against === undefined && rules.thresholds.length === 0)
    throw new InputError({
      where: path,
      expected: "something to hold the results to",
      received: "neither a baseline nor limits",
      hint: "Name a baseline with --baseline, target sets with --targets, or a limit with --threshold",
    });
  return gate(folder, rules, against);
}

/** Writes the baseline of a results folder, whatever was there before. */
export async function updateBaseline(
  path: string,
  file: string,
  options: Pick<GateOptions, "margins">,
): Promise<Baseline> {
  const folder = await readResults(path);
  const { columns } = folder.results;
  const scores = columns.map(({ name }) => name).filter((name) => name.startsWith("qoe_"));
  const compared = folder.run.scenario.compare.metrics ?? [];
  const margins = Object.keys(marginsAsked(folder, options));
  const wanted = new Set([...scores, ...compared, ...margins]);
  const kept = columns.map(({ name }) => name).filter((name) => wanted.has(name));
  const baseline = baselineOf(folder, kept);
  await writeFileAtomically(file, baselineText(baseline));
  return baseline;
}

async function namedBaseline(path: string): Promise<NamedBaseline> {
  const names = await listFolder(path).catch((error: unknown) => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
  if (names === undefined) return { path, baseline: await readBaseline(path) };
  const folder = await readResults(path);
  const every = folder.results.columns.map(({ name }) => name);
  return { path, baseline: baselineOf(folder, every) };
}

function rulesOf(folder: ResultsFolder, options: GateOptions): GateRules {
  const { run, results } = folder;
  const written = run.scenario.gate;
  const sets = [...new Set(results.traces.map(({ set }) => set))];
  const weights = options.weights
    ? setWeights(options.weights, sets, (key) => `--weights ${key}`)
    : written?.weights && setWeights(written.weights, sets, (key) => `gate.weights.${key}`);
  const limit = (text: string, where: string, targets?: string) => ({
    threshold: parseThreshold(text, results, where),
    ...(targets !== undefined && { targets }),
  });
  const targets = [...new Set([...(written?.targets ?? []), ...(options.targets ?? [])])];
  return {
    margins: marginsAsked(folder, options),
    ...(weights && { weights }),
    thresholds: [
      ...targets.flatMap((name) => targetSet(name).thresholds.map((text) => limit(text, name, name))),
      ...(written?.thresholds ?? []).map((text, index) => limit(text, `gate.thresholds[${index}]`)),
      ...(options.thresholds ?? []).map((text) => limit(text, "--threshold")),
    ],
  };
}

function marginsAsked(
  folder: ResultsFolder,
  { margins = {} }: Pick<GateOptions, "margins">,
): Record<string, number | string> {
  const known = folder.results.columns.map(({ name }) => name);
  for (const metric of Object.keys(margins))
    if (!known.includes(metric))
      throw unknownName({ where: "--margin", kind: "metric of the results", received: metric, known });
  return { ...marginsOf(folder), ...margins };
}

function targetSet(name: string) {
  const known = TARGET_NAMES.find((one) => one === name);
  if (known === undefined)
    throw unknownName({ where: "--targets", kind: "target set", received: name, known: TARGET_NAMES });
  return TARGET_SETS[known];
}
