import { InputError } from "../../errors.js";
import { SESSION_COLUMNS } from "../../metrics/catalogue.js";
import { FAIRNESS } from "../../metrics/jain-index.js";
import { OPTIONAL_COLUMNS } from "../../metrics/optional/index.js";
import { suggestion } from "../../suggestion.js";
import { DEFAULT_PROFILE, PROFILES } from "../profiles/index.js";
import { isPolicyFile } from "../user-policy/policy-file.js";
import { baseName, defaultArmName, defaultGroupName } from "./arm-name.js";
import { USE } from "./arms-schema.js";
import { checkSettings } from "./check-settings.js";
import { clientStacks } from "./clients.js";
import { type KeyPath, openScenario, type ScenarioDocument, valuesOf, whereOf } from "./document.js";
import { firstProblem } from "./issues.js";
import { applyFlags, type ScenarioFlags } from "./overrides.js";
import type { Arm, ClientSpec, Scenario, SettingsLayer, TraceSource, VideoSource } from "./scenario.js";
import { type ScenarioInput, scenarioSchema } from "./schema.js";
import { stackOf } from "./settings.js";
import { SETTING_GROUPS } from "./settings-schema/session.js";

const PROFILE_NAMES = [...PROFILES.keys()];
const DEFAULT_QOE = ["composite", "linear"];

/** A scenario, and where each of its values was written: for errors that only others can find. */
export interface ParsedScenario {
  readonly scenario: Scenario;
  /** `file:line: key.path`, or the flag that the value came from. */
  where(path: KeyPath): string;
}

/**
 * The text of a scenario file as a scenario, checked as far as the text alone allows. Whether policies, QoE models
 * and files exist is for those to say who have them ({@link unknownName} helps).
 *
 * The phases: parse YAML; put in what the command line says; validate against the schema; fill in defaults; check
 * what no schema can say.
 *
 * @param text YAML or JSON
 * @param file as the user named it; gives errors their place, and the scenario its name where it has none
 * @throws InputError about the first problem, with file, line and key
 */
export function parseScenario(text: string, file: string, flags: ScenarioFlags = {}): ParsedScenario {
  const document = openScenario(text, file);
  applyFlags(document, flags);
  const scenario = withDefaults(validate(document), document);
  check(scenario, document);
  return { scenario, where: (path) => whereOf(document, path) };
}

function validate(document: ScenarioDocument): ScenarioInput {
  const values = valuesOf(document);
  const result = scenarioSchema.safeParse(values);
  if (!result.success) throw firstProblem(document, values, result.error.issues);
  return result.data;
}

function withDefaults(input: ScenarioInput, document: ScenarioDocument): Scenario {
  const clients = input.clients?.map(clientOf);
  const policies = input.policies.map((arm, index) => armOf(arm, clients, () => noPolicy(document, index)));
  const qoe = input.qoe ?? DEFAULT_QOE;
  return {
    name: input.name ?? nameFrom(document.file),
    seed: input.seed ?? 1,
    replicates: input.replicates ?? 1,
    profile: input.profile ?? DEFAULT_PROFILE,
    traces: input.traces.map(sourceOf<TraceSource>),
    videos: (input.videos ?? []).map(sourceOf<VideoSource>),
    policies,
    ...(clients && { clients }),
    ...layerOf(input),
    telemetry: input.telemetry ?? false,
    qoe,
    ...(input.optimum && { optimum: { effort: effortOf(input.optimum) } }),
    ...(input.gate && { gate: input.gate }),
    ...(input.tune && { tune: input.tune }),
    compare: {
      control: input.compare?.control ?? policies[0]!.name,
      ...(input.compare?.metrics && { metrics: input.compare.metrics }),
    },
  };
}

function effortOf(optimum: true | { effort?: number | undefined }): number {
  return optimum === true ? 1 : (optimum.effort ?? 1);
}

/** @param noPolicy the error where neither the arm nor each of its clients names one */
function armOf(
  input: ScenarioInput["policies"][number],
  ofScenario: readonly ClientSpec[] | undefined,
  noPolicy: () => InputError,
): Arm {
  const arm = typeof input === "string" ? { use: input } : input;
  const clients = arm.clients?.map(clientOf);
  const uses = (clients ?? ofScenario ?? []).flatMap(({ use }) => use ?? []);
  const use = arm.use ?? uses[0];
  if (use === undefined || (arm.use === undefined && uses.length < (clients ?? ofScenario ?? []).length))
    throw noPolicy();
  return {
    name: arm.name ?? (arm.use === undefined ? defaultGroupName(uses) : defaultArmName(use)),
    use,
    options: arm.options ?? {},
    ...layerOf(arm),
    ...(arm.profile !== undefined && { profile: arm.profile }),
    ...(arm.videos && { videos: arm.videos.map(sourceOf<VideoSource>) }),
    ...(clients && { clients }),
  };
}

function noPolicy(document: ScenarioDocument, index: number): InputError {
  return new InputError({
    where: whereOf(document, ["policies", index, "use"], "key"),
    expected: USE,
    received: "nothing",
  });
}

function clientOf(input: NonNullable<ScenarioInput["clients"]>[number]): ClientSpec {
  const { use, name, options = {}, count = 1, startAtSeconds = 0, video } = input;
  return {
    ...(use !== undefined && { use }),
    ...(name !== undefined && { name }),
    options,
    count,
    startAtSeconds,
    ...layerOf(input),
    ...(video !== undefined && { video: sourceOf<VideoSource>(video) }),
  };
}

/** What a part of the scenario says of settings, of which it may say nothing. */
function layerOf(input: SettingsLayer): SettingsLayer {
  const said = SETTING_GROUPS.filter((group) => input[group] !== undefined);
  return Object.fromEntries(said.map((group) => [group, input[group]]));
}

const sourceOf = <Source extends { readonly path: string }>(
  source: string | Source,
): Source | { path: string } => (typeof source === "string" ? { path: source } : source);

/** A name that a folder may have, from the name of a file. */
function nameFrom(file: string): string {
  const name = baseName(file)
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "");
  return name.slice(0, 100) || "scenario";
}

function check(scenario: Scenario, document: ScenarioDocument): void {
  const where = (...path: KeyPath) => whereOf(document, path);
  const expectKnown = (kind: string, received: string, known: readonly string[], ...path: KeyPath) => {
    if (!known.includes(received)) throw unknownName({ where: where(...path), kind, received, known });
  };
  const { policies, compare, qoe, videos } = scenario;

  expectKnown("profile", scenario.profile, PROFILE_NAMES, "profile");
  for (const [index, arm] of policies.entries()) {
    const twin = policies.findIndex((other) => other.name === arm.name);
    if (twin < index) throw sameName(document, arm.name, index, twin);
    if (arm.profile !== undefined)
      expectKnown("profile", arm.profile, PROFILE_NAMES, "policies", index, "profile");
    if (videos.length === 0 && !arm.videos) {
      throw new InputError({
        where: where("videos"),
        expected: "a list of videos",
        received: "nothing",
        hint: `Add videos, or give the arm ${JSON.stringify(arm.name)} videos of its own`,
      });
    }
    for (const stack of [stackOf(scenario, arm), ...clientStacks(scenario, arm)])
      checkSettings(stack, (path) => whereOf(document, path));
  }
  const twice = qoe.findIndex((model, index) => qoe.indexOf(model) < index);
  if (twice >= 0) {
    throw new InputError({
      where: where("qoe", twice),
      expected: "each QoE model once",
      received: `${JSON.stringify(qoe[twice])} again`,
    });
  }
  const arms = policies.map((arm) => arm.name);
  expectKnown("arm", compare.control, arms, "compare", "control");
  const metrics = [
    ...[...SESSION_COLUMNS, ...OPTIONAL_COLUMNS, FAIRNESS].map((column) => column.name),
    ...qoe.map((model) => `qoe_${model}`),
  ];
  const expectMetric = (metric: string, ...path: KeyPath) => {
    // What a model of the user's own is called, its file says.
    if (!(metric.startsWith("qoe_") && qoe.some(isPolicyFile)))
      expectKnown("metric", metric, metrics, ...path);
  };
  for (const [index, metric] of (compare.metrics ?? []).entries())
    expectMetric(metric, "compare", "metrics", index);
  for (const metric of Object.keys(scenario.gate?.margins ?? {}))
    expectMetric(metric, "gate", "margins", metric);
}

function sameName(document: ScenarioDocument, name: string, index: number, twin: number): InputError {
  return new InputError({
    where: whereOf(document, ["policies", index]),
    expected: "arms of different names",
    received: `${JSON.stringify(name)} again (first at ${whereOf(document, ["policies", twin])})`,
    hint: "Give one of them a name of its own, as in { use: buffer, name: cautious }",
  });
}

/** The error for a name that nothing has, with the nearest that something has. */
export function unknownName(problem: {
  readonly where: string;
  /** "policy", "QoE model" */
  readonly kind: string;
  readonly received: string;
  readonly known: readonly string[];
}): InputError {
  const { where, kind, received, known } = problem;
  return new InputError({
    where,
    expected: `a known ${kind}`,
    received: JSON.stringify(received),
    hint: suggestion(received, known),
  });
}

/**
 * The words of a flag that takes a list, each once.
 *
 * @throws InputError when one is not among those that are known, or there is none
 */
export function knownNames<Name extends string>(problem: {
  readonly where: string;
  readonly kind: string;
  readonly received: readonly string[];
  readonly known: readonly Name[];
}): Name[] {
  const { where, kind, known } = problem;
  if (problem.received.length === 0)
    throw new InputError({ where, expected: `a ${kind}: ${known.join(" or ")}`, received: "none" });
  return [...new Set(problem.received)].map((received) => {
    const name = known.find((one) => one === received);
    if (name === undefined) throw unknownName({ where, kind, received, known });
    return name;
  });
}
