import { traceOffset } from "../engine/simulate.js";
import { sessionTimeline } from "../metrics/timeline.js";
import type { SessionFailure, Summary, Timeline } from "../model/results.js";
import type { Distribution } from "../report/charts/cdf.js";
import type { ReportData } from "../report/html/data.js";
import { VERSION } from "../version.js";
import { columnsOf, identityOf, type Plan, seatsByArm, unitAt } from "./plan.js";
import type { ResultTable } from "./result-table.js";
import { createUnitSimulator } from "./simulate-units.js";

/** Arms whose timelines a report shows; more would bury the rest. */
const MOST_TIMELINES = 6;

/** Everything that the report shows of an experiment. */
export async function reportData(
  plan: Plan,
  table: ResultTable,
  summary: Summary,
  failures: readonly SessionFailure[],
): Promise<ReportData> {
  return {
    run: {
      title: plan.scenario,
      seed: plan.seed,
      version: VERSION,
      videos: plan.videos.map((video) => video.name),
      traceSets: [...new Set(plan.traces.map((trace) => trace.set))],
      replicates: plan.replicates,
    },
    summary,
    distributions: distributions(plan, table),
    timelines: await timelines(plan, table),
    failures,
  };
}

function distributions(plan: Plan, table: ResultTable): Distribution[] {
  const seats = seatsByArm(plan);
  return columnsOf(plan).flatMap((column, place) =>
    plan.arms.map((arm, index): Distribution => {
      const values: number[] = [];
      for (let unit = 0; unit < table.units; unit++)
        for (const seat of seats[index]!) {
          const value = table.value(unit, seat, place);
          if (value !== undefined) values.push(value);
        }
      return { policy: arm.name, metric: column.name, sorted: Float64Array.from(values).sort() };
    }),
  );
}

/** The timelines of every arm on the sessions that tell the arms apart best. */
async function timelines(plan: Plan, table: ResultTable): Promise<Timeline[]> {
  const telling = mostTellingUnit(plan, table);
  if (telling === undefined) return [];
  const unit = unitAt(plan, telling);
  const simulator = await createUnitSimulator(plan, { segments: false });
  const trace = plan.traces[unit.trace]!;
  const offset = traceOffset(trace, plan.seed, unit.replicate);
  const drawn: Timeline[] = [];
  for (const arm of plan.arms.keys())
    (simulator.arm(arm, unit) ?? []).forEach(({ log, video }, player) => {
      if (drawn.length >= MOST_TIMELINES) return;
      // A client's clock runs from when its viewer pressed play.
      const began = offset + plan.arms[arm]!.players[player]!.startAt;
      const identity = identityOf(plan, { arm, player }, unit);
      drawn.push(sessionTimeline(identity, log, video, trace, began % trace.period));
    });
  return drawn;
}

/** The unit in which the arms differ most by the first metric that is compared; undefined if none has values. */
function mostTellingUnit(plan: Plan, table: ResultTable): number | undefined {
  const names = columnsOf(plan).map((column) => column.name);
  const place = names.indexOf(plan.compare.metrics[0] ?? "");
  const seats = seatsByArm(plan).flat();
  let best: number | undefined;
  let widest = -1;
  for (let unit = 0; unit < table.units; unit++) {
    const values = seats.map((seat) => table.value(unit, seat, Math.max(place, 0)));
    const known = values.filter((value) => value !== undefined);
    const range = known.length > 0 ? Math.max(...known) - Math.min(...known) : -1;
    if (range > widest) [best, widest] = [unit, range];
  }
  return best;
}
