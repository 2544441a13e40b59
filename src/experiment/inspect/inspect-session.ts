import { traceOffset } from "../../engine/simulate.js";
import { InputError } from "../../errors.js";
import { jainIndex } from "../../metrics/jain-index.js";
import { segmentStarts } from "../../metrics/segment-times.js";
import { measureSession } from "../../metrics/session-metrics.js";
import { sessionTimeline } from "../../metrics/timeline.js";
import { PLAYER_STATES, type SessionLog } from "../../model/session.js";
import type { InspectedSession } from "../../report/inspect/inspected-session.js";
import { fileNumber } from "../../report/number-format.js";
import { columnsOf, identityOf } from "../plan.js";
import { loadPolicy } from "../policy-source.js";
import { loadQoeModel } from "../qoe-source.js";
import { type RunFile, readRunFile } from "../results/run-file.js";
import { type ScoredSession, Scorer } from "../scorer.js";
import { sealedPlan } from "../sealed-plan.js";
import { ArmSimulator } from "../simulate-arm.js";
import type { SessionChoice } from "./choose.js";
import { DecisionWatch } from "./decision-watch.js";
import { inspectedDecisions } from "./decisions.js";
import { type PlannedSession, planSession } from "./plan-session.js";
import { recordedRow } from "./recorded-row.js";
import { whereScenarioIs } from "./scenario-place.js";

export interface InspectOptions extends SessionChoice {
  /** The working folder. */
  readonly cwd: string;
  /** The scenario's file, where it is not to be found by what the run says of it. */
  readonly scenario?: string | undefined;
}

/**
 * Simulates one session of a results folder again, looking over its policy's shoulder.
 *
 * @throws InputError when the folder is none, the choice is not clear, or anything is not as it was in the run
 */
export async function inspectSession(folder: string, options: InspectOptions): Promise<InspectedSession> {
  const { cwd, scenario } = options;
  const run = await readRunFile(folder);
  const planned = await whereScenarioIs({ run, named: scenario, cwd }, (bases) =>
    planSession(run, options, bases),
  );
  const session = await simulated(planned);
  await mustBeAsRecorded(folder, run, session);
  return session;
}

async function simulated({ plan: given, unit, seat }: PlannedSession): Promise<InspectedSession> {
  const plan = sealedPlan(given);
  const arm = plan.arms[0]!;
  const watches = arm.players.map(() => new DecisionWatch());
  const policies = await Promise.all(arm.players.map(({ policy }) => loadPolicy(policy)));
  const watched = policies.map((policy, index) => ({
    ...policy,
    factory: watches[index]!.over(policy.factory),
  }));
  const sessions = new ArmSimulator(plan, [watched])
    .simulate(0, unit)!
    .map((session, index): ScoredSession => {
      const { settings } = arm.players[index]!;
      return { ...session, ...measureSession(session.log, session.video, settings), settings };
    });
  const shares = sessions.map(({ metrics }) => metrics.meanBitrate);
  const fairness = arm.players[0]!.client === undefined ? undefined : jainIndex(shares);
  const session = sessions[seat.player]!;
  const { log, video } = session;
  const trace = plan.traces[0]!;
  const began = traceOffset(trace, plan.seed, unit.replicate) + arm.players[seat.player]!.startAt;
  const values = new Float64Array(columnsOf(plan).length).fill(Number.NaN);
  if (log.end.status !== "failed") {
    const scorer = new Scorer(plan, await Promise.all(plan.qoe.map(loadQoeModel)));
    scorer.score(session, fairness, values, () => "this session");
  }
  const { decisions, samples } = watches[seat.player]!;
  return {
    timeline: sessionTimeline(identityOf(plan, seat, unit), log, video, trace, began % trace.period),
    end: log.end,
    metrics: columnsOf(plan).map((column, index) => ({
      column,
      value: Number.isNaN(values[index]) ? undefined : values[index],
    })),
    states: statesOf(log),
    levels: video.levels,
    segmentStarts: segmentStarts(video),
    decisions: inspectedDecisions(log, session, decisions),
    samples,
  };
}

const statesOf = ({ states }: SessionLog): InspectedSession["states"] =>
  Array.from({ length: states.count }, (_, row) => ({
    at: states.time[row]!,
    state: PLAYER_STATES[states.state[row]!]!,
  }));

/** Whether the session came out as the folder says: the engine, or a policy's memory, may have made another of it. */
async function mustBeAsRecorded(folder: string, run: RunFile, session: InspectedSession): Promise<void> {
  const row = await recordedRow(folder, session.timeline.identity);
  if (row === undefined) return;
  const status = { column: { name: "status" }, text: session.end.status as string };
  const figures = session.metrics.map(({ column, value }) => ({ column, text: fileNumber(value) }));
  for (const { column, text } of [status, ...figures]) {
    const then = row.get(column.name);
    if (then === undefined || then === text) continue;
    throw new InputError({
      where: `${folder}/sessions.csv`,
      expected: `${column.name} ${text || "empty"}, as the session comes out now`,
      received: then || "an empty cell",
      hint:
        `Run the scenario again: abrsim ${run.abrsim} on Node ${run.node} wrote it; ` +
        "or the policy remembers other sessions, which abrsim policies check would tell",
    });
  }
}
