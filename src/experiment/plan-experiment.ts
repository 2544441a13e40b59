import { excerpt, InputError } from "../errors.js";
import { type Bases, findSource, folderOf, readTextFile, shownPath } from "../inputs/files.js";
import { type LoadedVideo, loadTraces, loadVideos } from "../inputs/index.js";
import { QOE_MODELS } from "../metrics/qoe/index.js";
import type { Video } from "../model/video.js";
import { checkOptions, type OptionProblem } from "../policies/check-options.js";
import { findPolicy } from "../policies/registry.js";
import { suggestion } from "../suggestion.js";
import { columnsOf, type Plan, type PlannedArm, sessionCount } from "./plan.js";
import { loadPolicy, type PolicySource } from "./policy-source.js";
import { type InputHashes, type RunRecord, recordRun } from "./run-record.js";
import {
  type Arm,
  type KeyPath,
  type ParsedScenario,
  parseScenario,
  type ScenarioFlags,
  settingsOf,
  unknownName,
  type VideoSource,
} from "./scenario/index.js";
import { bundleLibraryPolicy, bundlePolicy, isPolicyFile } from "./user-policy/index.js";

/** Which sessions of a scenario to run; what is missing is not restricted. */
export interface Restriction {
  /** An arm's name. */
  readonly policy?: string | undefined;
  /** A trace's name, `<set>/<file>`. */
  readonly trace?: string | undefined;
  readonly replicate?: number | undefined;
}

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
  return planScenario(parsed, { base: folderOf(path), cwd }, only);
}

async function planScenario(
  parsed: ParsedScenario,
  bases: Bases,
  only: Restriction,
): Promise<PlannedExperiment> {
  const { scenario } = parsed;
  scenario.qoe.forEach((name, index) => {
    const known = QOE_MODELS.map((model) => model.name);
    if (known.includes(name)) return;
    throw unknownName({ where: parsed.where(["qoe", index]), kind: "QoE model", received: name, known });
  });
  scenario.policies.forEach((arm, index) => {
    checkArm(arm, (...key) => parsed.where(["policies", index, ...key]));
  });

  const traces = await placed(
    parsed,
    inList(["traces"], scenario.traces),
    loadTraces(scenario.traces, bases),
  );
  const videos = await loadArmVideos(parsed, bases);
  const sources: PolicySource[] = [];
  const policyHashes: InputHashes["policies"][number][] = [];
  for (const [index, arm] of scenario.policies.entries()) {
    const keyOf: KeyOfSource = (path) => (path === arm.use ? ["policies", index] : undefined);
    const { source, code } = await placed(parsed, keyOf, policySource(arm, bases));
    sources.push(source);
    policyHashes.push({ arm: arm.name, use: arm.use, code });
  }

  const arms = scenario.policies.map(
    (arm, index): PlannedArm => ({
      name: arm.name,
      policy: sources[index]!,
      options: arm.options,
      settings: settingsOf(scenario, arm),
      videos: videos.ofArm[index]!,
    }),
  );
  const whole: Plan = {
    scenario: scenario.name,
    seed: scenario.seed,
    replicates: scenario.replicates,
    traces: traces.map((loaded) => loaded.trace),
    videos: videos.all.map((loaded) => loaded.video),
    arms,
    qoe: scenario.qoe,
    compare: scenario.compare,
  };
  const plan = restricted(whole, only);
  checkSize(plan, parsed.where(["replicates"]));
  const record = recordRun(scenario, only, columnsOf(plan), {
    traces: traces.map(({ trace, sha256, format }) => ({ name: trace.name, format, sha256 })),
    videos: videos.all.map(({ video, sha256 }) => ({ name: video.name, sizes: video.sizesAre, sha256 })),
    policies: policyHashes,
  });
  const gate = scenario.gate
    ? [`${parsed.where(["gate"])} is checked and recorded, and not applied: this version has no gate.`]
    : [];
  return { plan, record, warnings: [...gate, ...warningsOf(plan)] };
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

/** Whether the arm's policy exists and takes its options. Options of a user's own policy are its own business. */
function checkArm(arm: Arm, where: (...key: string[]) => string): void {
  if (isPolicyFile(arm.use)) return;
  const problem = checkOptions(arm.use, arm.options);
  if (problem) throw describeProblem(problem, arm, where);
}

function describeProblem(problem: OptionProblem, arm: Arm, where: (...key: string[]) => string): InputError {
  switch (problem.kind) {
    case "unknown policy":
      return new InputError({
        where: where("use"),
        expected: "a known policy or the path of a policy file",
        received: excerpt(problem.name),
        hint: suggestion(problem.name, problem.known),
      });
    case "unknown option":
      return new InputError({
        where: where("options", problem.option),
        expected: `an option of ${arm.use}`,
        received: excerpt(problem.option),
        hint: suggestion(problem.option, problem.known),
      });
    case "wrong value":
      return new InputError({
        where: where("options", problem.option),
        expected: problem.expected,
        received: excerpt(problem.received),
      });
  }
}

/** The videos of all arms, each once, and of each arm their places among them. */
async function loadArmVideos(
  parsed: ParsedScenario,
  bases: Bases,
): Promise<{ readonly all: readonly LoadedVideo[]; readonly ofArm: readonly (readonly number[])[] }> {
  const all: LoadedVideo[] = [];
  const ofArm: number[][] = [];
  const placesOf = new Map<string, number[]>();
  for (const [index, arm] of parsed.scenario.policies.entries()) {
    const sources: readonly VideoSource[] = arm.videos ?? parsed.scenario.videos;
    const list = arm.videos ? ["policies", index, "videos"] : ["videos"];
    const key = JSON.stringify(sources);
    let places = placesOf.get(key);
    if (places === undefined) {
      const loaded = await placed(parsed, inList(list, sources), loadVideos(sources, bases));
      places = loaded.map((video) => all.push(video) - 1);
      placesOf.set(key, places);
    }
    ofArm.push(places);
  }
  return { all, ofArm };
}

async function policySource(arm: Arm, bases: Bases): Promise<{ source: PolicySource; code: string }> {
  if (!isPolicyFile(arm.use))
    return { source: { kind: "library", name: arm.use }, code: await bundleLibraryPolicy(arm.use) };
  const path = await oneFile(arm.use, bases, "a policy file");
  const bundle = await bundlePolicy(path, shownPath(path, bases.cwd));
  const source: PolicySource = { kind: "file", bundle };
  await loadPolicy(source); // A file that does not load is found before anything runs.
  return { source, code: bundle.code };
}

/** Where in the scenario a source is written; undefined for a path that the scenario does not name. */
type KeyOfSource = (path: string) => KeyPath | undefined;

/** The keys of sources that stand in a list. */
function inList(list: KeyPath, sources: readonly { readonly path: string }[]): KeyOfSource {
  return (path) => {
    const index = sources.findIndex((source) => source.path === path);
    return index < 0 ? undefined : [...list, index];
  };
}

/** What a scenario names and is not there is an error of the scenario: it gets the scenario's line as well. */
async function placed<T>(parsed: ParsedScenario, keyOf: KeyOfSource, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const key = keyOf(error.problem.where);
    if (key === undefined) throw error;
    throw new InputError({ ...error.problem, where: `${parsed.where(key)}: ${error.problem.where}` });
  }
}

/** @param kind what it should be, as a noun phrase */
async function oneFile(source: string, bases: Bases, kind: string): Promise<string> {
  const found = await findSource(source, { ...bases, kind });
  if (found.kind === "file") return found.files[0];
  throw new InputError({ where: source, expected: kind, received: `a ${found.kind}`, hint: "Name one file" });
}

function warningsOf(plan: Plan): string[] {
  return plan.arms.flatMap((arm) => {
    const entry = arm.policy.kind === "library" ? findPolicy(arm.policy.name) : undefined;
    const settingsOn = (video: Video) => ({
      levels: video.levels,
      segmentDuration: video.segmentDuration,
      maxBuffer: arm.settings.player.maxBuffer,
    });
    const found = arm.videos.flatMap((place) => {
      const video = plan.videos[place]!;
      return entry?.warnings?.(arm.options, settingsOn(video)) ?? [];
    });
    return [...new Set(found)].map((warning) => `${arm.name} ${warning}.`);
  });
}
