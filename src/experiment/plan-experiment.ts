import { InputError } from "../errors.js";
import { type Bases, folderOf, readTextFile, sha256Of, shownPath } from "../inputs/files.js";
import { loadTraces } from "../inputs/index.js";
import { originInWords, type Video } from "../model/video.js";
import { parseThreshold } from "./gate/threshold.js";
import { checkOptimum } from "./optimal/check.js";
import {
  columnsOf,
  type Plan,
  type PlannedArm,
  type Restriction,
  sessionCount,
  usualMetrics,
} from "./plan.js";
import { loadArmVideos, videosAt } from "./planning/arm-videos.js";
import { loadCdnTraces } from "./planning/cdn-traces.js";
import { checkPolicy } from "./planning/check-policy.js";
import { inputNotes } from "./planning/input-notes.js";
import { inList, oneFile, placed } from "./planning/placed.js";
import { plannedPlayers } from "./planning/players.js";
import { PolicyLoader } from "./planning/policy-loader.js";
import { loadQoeSources } from "./planning/qoe-models.js";
import { setWeights } from "./planning/set-weights.js";
import { warningsOf } from "./planning/warnings.js";
import { type RunRecord, recordRun } from "./run-record.js";
import {
  checkAgainstVideos,
  clientsOf,
  type ParsedScenario,
  parseScenario,
  type ScenarioFlags,
  unknownName,
} from "./scenario/index.js";

/** An experiment ready to run: everything has been read and checked. */
export interface PlannedExperiment {
  readonly plan: Plan;
  /** What run.json will say of it. */
  readonly record: RunRecord;
  /** What will run and probably not do what its author expects; whole sentences. */
  readonly warnings: readonly string[];
}

/**
 * Reads a scenario and everything that it names. Nothing is simulated and nothing written; what is wrong is found
 * here.
 *
 * @param file the scenario's path, as the user wrote it
 * @throws InputError for the first thing that is wrong
 */
export async function planExperiment(
  file: string,
  options: { readonly cwd: string; readonly flags?: ScenarioFlags; readonly only?: Restriction },
): Promise<PlannedExperiment> {
  const { cwd, flags = {}, only = {} } = options;
  const path = await oneFile(file, { base: cwd, cwd }, "a scenario file");
  const where = shownPath(path, cwd);
  const { text } = await readTextFile(path, where);
  const parsed = parseScenario(text, where, flags);
  return planScenario(where, parsed, { base: folderOf(path), cwd }, only);
}

/**
 * The same for a scenario that has been read, from a file or from a run's record.
 *
 * @param bases where its relative paths lead
 */
export async function planScenario(
  file: string,
  parsed: ParsedScenario,
  bases: Bases,
  only: Restriction = {},
): Promise<PlannedExperiment> {
  const { scenario } = parsed;
  const { sources: qoe, hashes: qoeHashes } = await loadQoeSources(parsed, bases);
  scenario.policies.forEach((arm, index) => {
    const clients = clientsOf(scenario, arm);
    if (clients.length === 0) checkPolicy(arm, (...key) => parsed.where(["policies", index, ...key]));
    for (const client of clients) checkPolicy(client, (...key) => parsed.where([...client.path, ...key]));
  });

  const traces = await placed(
    parsed,
    inList(["traces"], scenario.traces),
    loadTraces(scenario.traces, bases),
  );
  const videos = await loadArmVideos(parsed, bases);
  const policies = new PolicyLoader(parsed, bases);
  const cdns = await loadCdnTraces(parsed, bases);
  const arms: PlannedArm[] = [];
  for (const [index, arm] of scenario.policies.entries()) {
    const places = videos.ofArm[index]!;
    checkAgainstVideos(scenario, arm, videosAt(videos, places), parsed.where);
    const players = await plannedPlayers(parsed, arm, index, policies, videos);
    arms.push({ name: arm.name, players, videos: places });
  }
  const optimum = scenario.optimum && { optimum: scenario.optimum };
  const columns = columnsOf({ arms, qoe, ...optimum }).map(({ name }) => name);
  scenario.compare.metrics?.forEach((metric, index) => {
    const where = parsed.where(["compare", "metrics", index]);
    if (!columns.includes(metric)) throw notMeasured(metric, columns, where);
  });
  for (const metric of Object.keys(scenario.gate?.margins ?? {}))
    if (metric.startsWith("qoe_") && !columns.includes(metric))
      throw notMeasured(metric, columns, parsed.where(["gate", "margins", metric]));
  const metrics = scenario.compare.metrics ?? usualMetrics({ arms, qoe, ...optimum });
  const whole: Plan = {
    scenario: scenario.name,
    seed: scenario.seed,
    replicates: scenario.replicates,
    traces: traces.map((loaded) => loaded.trace),
    videos: videos.all.map((loaded) => loaded.video),
    arms,
    cdnTraces: cdns.map(({ path, loaded }) => ({ path, trace: loaded.trace })),
    telemetry: scenario.telemetry,
    qoe,
    ...optimum,
    compare: {
      control: scenario.compare.control,
      metrics,
      ...(scenario.gate?.margins && { margins: scenario.gate.margins }),
      ...(scenario.gate?.weights && {
        weights: setWeights(
          scenario.gate.weights,
          [...new Set(traces.map(({ trace }) => trace.set))],
          (key) => parsed.where(["gate", "weights", key]),
        ),
      }),
    },
  };
  if (optimum) checkOptimum(whole, parsed.where);
  for (const [index, text] of (scenario.gate?.thresholds ?? []).entries())
    parseThreshold(text, { arms, columns: columnsOf(whole) }, parsed.where(["gate", "thresholds", index]));
  const plan = restricted(whole, only);
  checkSize(plan, parsed.where(["replicates"]));
  const resolved = { ...scenario, compare: { ...scenario.compare, metrics } };
  const record = recordRun(file, resolved, only, plan, {
    traces: traces.map(({ trace, sha256, format }) => ({ name: trace.name, format, sha256 })),
    ...(cdns.length > 0 && {
      cdnTraces: cdns.map(({ path, loaded: { sha256, format } }) => ({ name: path, format, sha256 })),
    }),
    videos: videos.all.map(({ video, sha256 }) => ({
      name: video.name,
      sizes: originInWords(video),
      sha256,
      played_sha256: playedHash(video),
    })),
    policies: policies.hashes,
    ...(qoeHashes.length > 0 && { qoe: qoeHashes }),
  });
  return { plan, record, warnings: [...inputNotes(traces, videos.all), ...warningsOf(plan)] };
}

/** Of what is played, whatever file it was read from and whatever the scenario says of it beside. */
function playedHash({ levels, durations, sizes, quality }: Video): string {
  const rows = (all: readonly ArrayLike<number>[] = []) => all.map((row) => Array.from(row).join());
  const scores = [...rows(quality?.vmaf), "", ...rows(quality?.ssim)];
  return sha256Of([JSON.stringify(levels), durations.join(), ...rows(sizes), "", ...scores]);
}

function restricted(plan: Plan, { policy, trace, replicate }: Restriction): Plan {
  const arms = plan.arms.filter((arm) => policy === undefined || arm.name === policy);
  const traces = plan.traces.filter((each) => trace === undefined || each.name === trace);
  const names = (all: readonly { readonly name: string }[]) => all.map((each) => each.name);
  if (arms.length === 0)
    throw unknownName({ where: "--only-policy", kind: "arm", received: policy!, known: names(plan.arms) });
  if (traces.length === 0)
    throw unknownName({ where: "--only-trace", kind: "trace", received: trace!, known: names(plan.traces) });
  const control = arms.find((arm) => arm.name === plan.compare.control) ?? arms[0]!;
  return {
    ...plan,
    arms,
    traces,
    compare: { ...plan.compare, control: control.name },
    ...(replicate !== undefined && { firstReplicate: replicate, replicates: 1 }),
  };
}

function notMeasured(metric: string, columns: readonly string[], where: string): InputError {
  // What a model of the user's own is called is known only now.
  if (metric.startsWith("qoe_"))
    return unknownName({ where, kind: "metric", received: metric, known: columns });
  return new InputError({
    where,
    expected: "a metric of this experiment",
    received: metric,
    hint: "It is measured where its mechanism is switched on, and no arm does that",
  });
}

/** The figures of a run are kept in memory until it is over: some 250 bytes a session. */
const MOST_SESSIONS = 10_000_000;

function checkSize(plan: Plan, where: string): void {
  const sessions = sessionCount(plan);
  if (sessions <= MOST_SESSIONS) return;
  throw new InputError({
    where,
    expected: `at most ${MOST_SESSIONS} sessions in a run`,
    received: `${sessions}`,
    hint: "Lower the replicates, or run parts of the traces into folders of their own",
  });
}
