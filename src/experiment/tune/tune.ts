import type { Conclusion, SearchedOption, TuneReport } from "../../report/tune/index.js";
import { VERSION } from "../../version.js";
import type { BlockOptions } from "../blocks.js";
import { identityOf, sessionCount, unitAt } from "../plan.js";
import { sessionInWords } from "../session-in-words.js";
import type { TrainingFigures } from "./figures.js";
import { compareHeldOut, type HeldOut } from "./held-out.js";
import { type PlannedTuning, sessionsOfRounds } from "./plan-tuning.js";
import { figuresOf, search } from "./search.js";
import type { Space } from "./space.js";
import { type TrainingReport, trainingReport } from "./training-report.js";

/** Of tune.json; raised whenever a reader of the old one would misread the new one. */
const SCHEMA_VERSION = 1;

export interface TuneOptions extends BlockOptions {
  /** The version of Node, for tune.json. */
  readonly node: string;
  readonly onProgress: (finished: number, all: number) => void;
  /** Of shards that have been simulated; missing: nothing is there yet. */
  readonly figures?: TrainingFigures | undefined;
}

export interface Tuned {
  readonly report: TuneReport;
  /** Sessions that failed: which, and why. */
  readonly failures: readonly string[];
}

/**
 * Searches on the training traces, and compares what it finds with the arm as it is on the others. The outcome does not
 * depend on the number of threads.
 */
export async function tune(planned: PlannedTuning, options: TuneOptions): Promise<Tuned> {
  const { figures = figuresOf(planned), onProgress } = options;
  const searched = options.figures ? 0 : sessionsOfRounds(planned);
  // The final comparison is counted from the beginning, so that the end does not move.
  const all = searched + heldOutSessions(planned);
  let finished = 0;
  const onSessions = (more: number) => {
    finished += more;
    onProgress(finished, all);
  };
  const played = await search(planned, figures, options.figures ? undefined : { options, onSessions });
  const training = trainingReport(planned, played);
  const { best } = training;
  const heldOut =
    best && training.isBetter
      ? await compareHeldOut(planned, best, options, (more) => onProgress(finished + more, all))
      : undefined;
  return {
    report: reportOf(planned, training, heldOut, options.node),
    failures: [...failuresOf(figures), ...(heldOut?.failures ?? [])],
  };
}

/** Of the arm as it is and the best candidate, which has as many. */
function heldOutSessions({ plan, split }: PlannedTuning): number {
  const traces = split.heldOut.map((place) => plan.traces[place]!);
  return 2 * sessionCount({ ...plan, traces, arms: plan.arms.slice(0, 1) });
}

function reportOf(
  planned: PlannedTuning,
  { defaults, candidates, best }: TrainingReport,
  heldOut: HeldOut | undefined,
  node: string,
): TuneReport {
  const { plan, record, design, split, order, rounds, objective } = planned;
  const nameOf = (place: number) => plan.traces[place]!.name;
  const { policies, ...settings } = record.scenario;
  const conclusion: Conclusion = heldOut?.conclusion ?? {
    take: "defaults",
    because: best ? "none better" : "none allowed",
  };
  return {
    ...{ schema: SCHEMA_VERSION, abrsim: VERSION, node, id: planned.id },
    ...{ scenario: plan.scenario, scenarioFile: planned.scenarioFile, seed: plan.seed },
    policy: planned.arm.name,
    objective,
    subjectTo: design.subjectTo.map(({ value }) => value),
    search: design.search,
    space: searched(design.space),
    split: {
      holdOut: design.holdOut.value,
      ...(design.together && { together: design.together.source }),
      training: order.map(nameOf),
      heldOut: split.heldOut.map(nameOf),
    },
    ...{ rounds, defaults, candidates },
    ...(best && { best }),
    ...(heldOut && { heldOut: heldOut.figures }),
    conclusion,
    notes: [...split.notes, ...(heldOut?.warnings ?? []), ...withoutEffect(candidates)],
    inputs: {
      ...record.inputs,
      policies: record.inputs.policies.filter(({ arm }) => arm === planned.arm.name),
    },
    settings: { ...settings, policies: policies.slice(0, 1) },
  };
}

const searched = (space: Space): SearchedOption[] =>
  space.map((option) => {
    if (option.kind === "choices") return { name: option.name, values: option.values };
    const { name, from, to, scale, whole } = option;
    return { name, from, to, scale, integer: whole };
  });

/** Options that nobody reads leave all candidates alike. */
function withoutEffect(candidates: TuneReport["candidates"]): string[] {
  const means = new Set(candidates.filter(({ round }) => round === 1).map(({ mean }) => mean));
  const isAlike = candidates.length > 1 && means.size === 1 && candidates.every(({ round }) => round === 1);
  return isAlike ? ["All candidates have the same figure: do the options reach the policy, and matter?"] : [];
}

function failuresOf({ plan, failures }: TrainingFigures): string[] {
  return failures.map(
    ({ arm, unit, problem }) =>
      `${sessionInWords(identityOf(plan, { arm, player: 0 }, unitAt(plan, unit)))}: ${problem}`,
  );
}
