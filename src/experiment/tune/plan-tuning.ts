import { InputError } from "../../errors.js";
import { type Bases, folderOf, readTextFile, sha256Of, shownPath } from "../../inputs/files.js";
import type { MetricColumn } from "../../model/results.js";
import { nearestHint } from "../../suggestion.js";
import { parseThreshold, type Threshold } from "../gate/threshold.js";
import { columnsOf, type Plan, unitCount } from "../plan.js";
import { planScenario } from "../plan-experiment.js";
import { oneFile } from "../planning/placed.js";
import { warningsOf } from "../planning/warnings.js";
import { userPolicyInfo } from "../policy-info/policy-info.js";
import type { RunRecord } from "../run-record.js";
import {
  type Arm,
  type ParsedScenario,
  parseScenario,
  type Scenario,
  unknownName,
} from "../scenario/index.js";
import { isPolicyFile } from "../user-policy/index.js";
import type { Candidate } from "./candidates.js";
import { halvingRounds, oneRound, type Round, stratifiedOrder } from "./rounds.js";
import { type Split, splitTraces } from "./split.js";
import { designOf, type TuneDesign, type TuneFlags } from "./tune-design.js";

/** A tuning with nothing left to look up. */
export interface PlannedTuning {
  /** Two of one id are the same tuning: same scenario, inputs, candidates, split and program. */
  readonly id: string;
  readonly scenarioFile: string;
  readonly design: TuneDesign;
  /** The arm as the scenario has it. */
  readonly arm: Arm;
  /** On all traces; its arms are the arm as it is, then the candidates in order. */
  readonly plan: Plan;
  readonly record: RunRecord;
  readonly split: Split;
  /** Training traces as places in the plan's, in the order in which rounds take them. */
  readonly order: readonly number[];
  readonly rounds: readonly Round[];
  readonly objective: MetricColumn;
  readonly limits: readonly Threshold[];
  /** Whole sentences. */
  readonly warnings: readonly string[];
}

/** The arms that candidates are, beside the arm as it is. */
export const candidateName = (number: number): string => `candidate ${number}`;

/**
 * Reads a scenario and everything that it names, and lays out the search. Nothing is simulated.
 *
 * @param file the scenario's path, as the user wrote it
 * @throws InputError for the first thing that is wrong
 */
export async function planTuning(
  file: string,
  { cwd, flags }: { readonly cwd: string; readonly flags: TuneFlags },
): Promise<PlannedTuning> {
  const path = await oneFile(file, { base: cwd, cwd }, "a scenario file");
  const where = shownPath(path, cwd);
  const { text } = await readTextFile(path, where);
  const parsed = parseScenario(text, where, flags);
  const bases: Bases = { base: folderOf(path), cwd };
  const design = designOf(parsed, flags);
  const arm = parsed.scenario.policies[design.arm]!;
  const planned = await planScenario(where, withCandidates(parsed, design), bases);
  const plan: Plan = { ...planned.plan, telemetry: false };
  const objective = objectiveOf(plan, design, parsed);
  const limits = design.subjectTo.map(({ value, where: place }) =>
    parseThreshold(value, { arms: [], columns: columnsOf(plan) }, place),
  );
  const split = splitTraces(plan.traces, {
    seed: plan.seed,
    holdOut: holdOutIn(plan, design),
    together: design.together,
    where: design.holdOut.where,
  });
  const training = split.training.map((place) => plan.traces[place]!);
  const order = stratifiedOrder(training, plan.seed).map((place) => split.training[place]!);
  const { search, candidates, subjectTo } = design;
  const layout = [search, objective.name, subjectTo.map(({ value }) => value), split.heldOut];
  return {
    id: sha256Of([planned.record.run_id, JSON.stringify(layout)]),
    scenarioFile: where,
    ...{ design, arm, plan, record: planned.record, split, order, objective, limits },
    rounds:
      search === "halving"
        ? halvingRounds({
            ...{ candidates: candidates.length, traces: order.length, replicates: plan.replicates },
            sets: new Set(training.map(({ set }) => set)).size,
          })
        : oneRound(candidates.length, order.length, plan.replicates),
    warnings: [...withoutCandidates(planned.warnings, plan), ...(await undeclared(arm, design, bases))],
  };
}

/** The scenario with the arm and its candidates as arms, and nothing that is about other arms. */
function withCandidates({ scenario, where }: ParsedScenario, design: TuneDesign): ParsedScenario {
  const arm = scenario.policies[design.arm]!;
  const candidates = design.candidates.map((candidate, index) =>
    armOf(arm, candidate, candidateName(index + 1)),
  );
  const { tune, gate, optimum, ...rest } = scenario;
  const { margins, weights } = gate ?? {};
  const { objective, subjectTo } = design;
  const metrics = objective ? undefined : scenario.compare.metrics?.slice(0, 1);
  const named = [
    ...(objective ? [objective.value] : (metrics ?? [])),
    ...subjectTo.map(({ value }) => value),
  ];
  const tuned: Scenario = {
    ...rest,
    policies: [arm, ...candidates],
    ...((margins || weights) && { gate: { ...(margins && { margins }), ...(weights && { weights }) } }),
    // It takes as long as thousands of sessions.
    ...(optimum && named.some((text) => /(regret|optimum)_/.test(text)) && { optimum }),
    compare: { control: arm.name, ...(metrics && { metrics }) },
  };
  return {
    scenario: tuned,
    where(path) {
      const at = path.indexOf("options");
      const asked = at < 0 ? undefined : design.whereOfOption(String(path[at + 1]));
      return asked ?? where(path[0] === "policies" ? ["policies", design.arm, ...path.slice(2)] : path);
    },
  };
}

/** An arm with other options. */
export const armOf = (arm: Arm, candidate: Candidate, name: string): Arm => ({
  ...arm,
  name,
  options: { ...arm.options, ...candidate },
});

function objectiveOf(plan: Plan, { objective }: TuneDesign, { where }: ParsedScenario): MetricColumn {
  const columns = columnsOf(plan);
  const name = objective?.value ?? plan.compare.metrics[0]!;
  const place = objective?.where ?? where(["compare", "metrics", 0]);
  const column = columns.find((known) => known.name === name);
  const directed = columns.filter(({ better }) => better !== "neither").map((known) => known.name);
  if (column === undefined)
    throw unknownName({ where: place, kind: "metric", received: name, known: directed });
  if (column.better !== "neither") return column;
  throw new InputError({
    where: place,
    expected: "a metric of which more or less is better",
    received: name,
    hint: "Choose another with --objective, such as qoe_composite",
  });
}

function holdOutIn({ traces }: Plan, { holdOut: { value, where } }: TuneDesign) {
  if (typeof value === "number") return { kind: "share", share: value } as const;
  const known = [...new Set(traces.map(({ set }) => set))];
  const strange = value.find((set) => !known.includes(set));
  if (strange !== undefined) throw unknownName({ where, kind: "trace set", received: strange, known });
  return { kind: "sets", sets: value } as const;
}

/** What is said of the arm as it is: that some candidates are poor is for the search to find. */
function withoutCandidates(warnings: readonly string[], plan: Plan): string[] {
  const kept = new Set(warningsOf({ ...plan, arms: plan.arms.slice(0, 1) }));
  const all = new Set(warningsOf(plan));
  return warnings.filter((warning) => kept.has(warning) || !all.has(warning));
}

/** Options that a user's file does not declare; it need not declare any. */
async function undeclared({ use }: Arm, { space }: TuneDesign, bases: Bases): Promise<string[]> {
  if (!isPolicyFile(use)) return [];
  const declared = (await userPolicyInfo(use, bases)).options.map(({ name }) => name);
  if (declared.length === 0) return [];
  return space
    .filter(({ name }) => !declared.includes(name))
    .map(({ name }) => {
      const { hint } = nearestHint(name, declared);
      return `${use} declares no option ${JSON.stringify(name)}${hint ? `. ${hint}` : "."}`;
    });
}

/** The plan of the training traces alone, in the order of rounds. */
export function trainingPlan({ plan, order }: Pick<PlannedTuning, "plan" | "order">): Plan {
  return { ...plan, traces: order.map((place) => plan.traces[place]!) };
}

/** Sessions that the rounds take in all: what a round has seen, the next does not see again. */
export function sessionsOfRounds({ plan, rounds }: Pick<PlannedTuning, "plan" | "rounds">): number {
  const aUnit = plan.arms[0]!.players.length;
  const videos = unitCount({ ...plan, traces: plan.traces.slice(0, 1), replicates: 1 });
  let before = 0;
  return rounds.reduce((sum, { candidates, traces, replicates }) => {
    const now = traces * replicates;
    const added = now - before;
    before = now;
    return sum + (candidates + 1) * added * videos * aUnit;
  }, 0);
}
