import { availableParallelism } from "node:os";
import { Interrupted } from "../experiment/interrupted.js";
import { refuseNotAdditive } from "../experiment/optimal/check.js";
import { additiveModels } from "../experiment/optimal/columns.js";
import { regretReport } from "../experiment/optimal/regret-report.js";
import { identityOf, type Plan, seatsOf, unitAt } from "../experiment/plan.js";
import { planExperiment } from "../experiment/plan-experiment.js";
import type { ResultTable } from "../experiment/result-table.js";
import { run } from "../experiment/run.js";
import type { ScenarioFlags } from "../experiment/scenario/index.js";
import { summarise } from "../experiment/summarise.js";
import { REGRET_TABLES, type RegretFormat } from "../report/regret/index.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { onInterrupt } from "./interrupt.js";
import { progressOnStderr, silentProgress } from "./progress.js";
import { stdoutLook } from "./stdout.js";

/** The flags of `abrsim optimal`, as commander gives them. */
export interface OptimalFlags extends ScenarioFlags {
  readonly jobs?: number;
  readonly format: RegretFormat;
  readonly quiet?: boolean;
}

const MOST_FAILURES_SHOWN = 5;

/** Compares the sessions of a scenario with the best that was possible, and returns the exit code. */
export async function optimalRegret(file: string, flags: OptimalFlags): Promise<number> {
  // A model that was asked for by name is not passed over.
  if (flags.qoe) refuseNotAdditive(flags.qoe, `--qoe ${flags.qoe.join(",")}`);
  const interrupt = onInterrupt();
  try {
    const planned = planExperiment(file, { cwd: process.cwd(), flags: { ...flags, optimum: true } });
    const { plan: whole, warnings } = await interrupt.unless(planned);
    const plan: Plan = { ...whole, telemetry: false };
    if (!flags.quiet) for (const warning of [...warnings, ...passedOver(plan)]) warn(warning);
    const table = await simulated(plan, flags, interrupt.signal);
    const report = regretReport(plan, table, summarise(plan, table));
    process.stdout.write(REGRET_TABLES[flags.format](report, stdoutLook()));
    tellFailures(plan, table);
    return table.failures.length > 0 ? EXIT.sessionsFailed : EXIT.done;
  } finally {
    interrupt.stop();
  }
}

async function simulated(plan: Plan, flags: OptimalFlags, signal: AbortSignal): Promise<ResultTable> {
  const progress = flags.quiet ? silentProgress : progressOnStderr(plan.scenario);
  const onBlock = () => {
    if (signal.aborted) throw new Interrupted();
  };
  const jobs = flags.jobs ?? availableParallelism();
  const running = run(plan, { jobs, segments: false, onBlock, onProgress: progress.update });
  return running.finally(progress.stop);
}

/** The scenario's models that have no optimum, each with its reason. */
function passedOver({ qoe }: Plan): string[] {
  const compared = additiveModels(qoe).map(({ name }) => name);
  const others = qoe.filter((name) => !compared.includes(name));
  if (others.length === 0) return [];
  const are = others.length === 1 ? "is left out: it is no sum" : "are left out: they are no sums";
  return [`QoE ${others.join(", ")} ${are} over segments.`];
}

function tellFailures(plan: Plan, { failures }: ResultTable): void {
  const seats = seatsOf(plan);
  for (const { unit, seat, problem } of failures.slice(0, MOST_FAILURES_SHOWN)) {
    const { policy, trace, video, replicate } = identityOf(plan, seats[seat]!, unitAt(plan, unit));
    const session = `${policy} on ${trace}, ${video}, replicate ${replicate}`;
    process.stderr.write(`${onStderr().red("failed:")} ${session}: ${problem}\n`);
  }
  const rest = failures.length - MOST_FAILURES_SHOWN;
  if (rest > 0) process.stderr.write(`  and ${rest} more\n`);
}

function warn(warning: string): void {
  process.stderr.write(`${onStderr().yellow("warning:")} ${warning}\n`);
}
