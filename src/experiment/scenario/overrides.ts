import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit, YAMLMap, YAMLSeq } from "yaml";
import { excerpt, InputError } from "../../errors.js";
import { findQoeModel } from "../../metrics/qoe/index.js";
import { suggestion } from "../../suggestion.js";
import { isPolicyFile } from "../user-policy/policy-file.js";
import { defaultArmName, defaultGroupName } from "./arm-name.js";
import type { ScenarioDocument } from "./document.js";

/** What the command line of `abrsim run` says about a scenario, as given. */
export interface ScenarioFlags {
  /** Arms of the scenario by name; a name that is no arm's becomes an arm that uses it. */
  readonly policies?: readonly string[] | undefined;
  readonly traces?: readonly string[] | undefined;
  readonly videos?: readonly string[] | undefined;
  readonly profile?: string | undefined;
  readonly qoe?: readonly string[] | undefined;
  /** Whether optima are asked for; as the scenario says, if missing. */
  /** As the scenario wants it where it does, or else the usual way. */
  readonly optimum?: boolean | undefined;
  readonly effort?: number | undefined;
  /** As text, so that "--seed x" is told like any other wrong value. */
  readonly seed?: string | undefined;
  readonly replicates?: string | undefined;
  /** Each `key.path=value`, applied in order, after the other flags. */
  readonly set?: readonly string[] | undefined;
}

/**
 * Puts what the command line says into a document, in place, before it is validated. Later errors about such a
 * value name the flag.
 *
 * @throws InputError when a `--set` is not `key.path=value`, or its path leads nowhere
 */
export function applyFlags(document: ScenarioDocument, flags: ScenarioFlags): void {
  if (!isMap(document.yaml.contents)) return; // Validation says so, with its line.
  const { policies, traces, videos, profile, qoe, optimum, effort, seed, replicates, set = [] } = flags;
  if (policies) selectArms(document, policies);
  if (traces) put(document, ["traces"], traces, `--traces ${traces.join(" ")}`);
  if (videos) put(document, ["videos"], videos, `--videos ${videos.join(" ")}`);
  if (profile !== undefined) put(document, ["profile"], profile, `--profile ${profile}`);
  if (qoe) selectQoe(document, qoe);
  if (optimum && !isMap(document.yaml.get("optimum", true))) put(document, ["optimum"], true, "--optimum");
  if (effort !== undefined) put(document, ["optimum"], { effort }, `--effort ${effort}`);
  if (seed !== undefined) putText(document, "seed", seed);
  if (replicates !== undefined) putText(document, "replicates", replicates);
  for (const assignment of set) assign(document, assignment);
}

/** Keeps the named arms in the order of the flag. A control that was not named gives way to the first. */
function selectArms(document: ScenarioDocument, names: readonly string[]): void {
  const flag = `--policies ${names.join(",")}`.trimEnd();
  const list = document.yaml.get("policies", true);
  const arms = isSeq<Node>(list) ? list.items : [];
  const chosen = [...new Set(names)].map((name) => arms.find((arm) => nameOf(arm) === name) ?? name);
  const selected = new YAMLSeq<Node>(document.yaml.schema);
  for (const arm of chosen) {
    if (typeof arm !== "string") selected.add(arm);
    else selected.add(mark(document, document.yaml.createNode(arm), flag));
  }
  document.yaml.set("policies", selected);
  if (names.length === 0) mark(document, selected, flag);
  const control = document.yaml.getIn(["compare", "control"]);
  if (control !== undefined && !names.includes(String(control)))
    document.yaml.deleteIn(["compare", "control"]);
}

/** Replaces the QoE models; metrics to compare that came from models no longer asked for go with them. */
function selectQoe(document: ScenarioDocument, models: readonly string[]): void {
  put(document, ["qoe"], models, `--qoe ${models.join(",")}`);
  const metrics = document.yaml.getIn(["compare", "metrics"], true);
  if (!isSeq(metrics)) return;
  metrics.items = metrics.items.filter((item) => {
    const metric = isScalar(item) ? String(item.value) : "";
    if (!metric.startsWith("qoe_")) return true;
    const model = metric.slice("qoe_".length);
    // A name that none of abrsim's has may be that of a file.
    return models.includes(model) || (models.some(isPolicyFile) && findQoeModel(model) === undefined);
  });
  if (metrics.items.length === 0) document.yaml.deleteIn(["compare", "metrics"]);
}

/** `--set key.path=value`: the value is YAML, a step is a key, an index, or the name of an arm. */
function assign(document: ScenarioDocument, assignment: string): void {
  const flag = `--set ${assignment}`;
  const equals = assignment.indexOf("=");
  const steps = assignment
    .slice(0, Math.max(0, equals))
    .replaceAll(/\[(\d+)\]/g, ".$1")
    .split(".");
  if (equals < 0 || steps.some((step) => step.trim() === "")) {
    throw new InputError({
      where: flag,
      expected: "key.path=value",
      received: excerpt(assignment),
      hint: "For example --set player.maxBufferSeconds=20",
    });
  }
  put(document, resolveSteps(document, steps, flag), parseValue(assignment.slice(equals + 1), flag), flag);
}

function parseValue(text: string, flag: string): unknown {
  const value = parseDocument(text, { prettyErrors: false, logLevel: "error" });
  const [error] = [...value.errors, ...value.warnings];
  if (!error && !isAlias(value.contents)) return value.toJS();
  throw new InputError({
    where: flag,
    expected: "a YAML value",
    received: `${excerpt(text)} (${error?.message ?? "it is an alias"})`,
  });
}

/** The keys of lists that hold shorthands, and what a shorthand stands for. */
const SHORTHANDS: Readonly<Record<string, string>> = { policies: "use", traces: "path", videos: "path" };

/** Keys and indices from the steps of a path; a shorthand on the way is written out, so that it can hold keys. */
function resolveSteps(
  document: ScenarioDocument,
  steps: readonly string[],
  flag: string,
): (string | number)[] {
  const path: (string | number)[] = [];
  for (const [depth, step] of steps.entries()) {
    const parent = keysOrNothing(document, path);
    if (isSeq<Node>(parent)) path.push(indexIn(parent.items, step, steps.slice(0, depth).join("."), flag));
    else if (isMap(parent) || parent === undefined) path.push(step);
    else throw deadEnd(steps, depth, flag);
    const shorthand = SHORTHANDS[String(path.at(-2))];
    const node = document.yaml.getIn(path, true);
    if (depth < steps.length - 1 && shorthand && isScalar(node) && typeof path.at(-1) === "number") {
      const written = new YAMLMap<string, Node>(document.yaml.schema);
      written.range = node.range ?? null;
      written.set(shorthand, node);
      document.yaml.setIn(path, written);
    }
  }
  return path;
}

/** The collection at a path, if there is one; `player:` with nothing after it becomes one. */
function keysOrNothing(document: ScenarioDocument, path: readonly (string | number)[]): unknown {
  const node = document.yaml.getIn(path, true);
  if (!isScalar(node) || node.value !== null) return node;
  const empty = new YAMLMap(document.yaml.schema);
  document.yaml.setIn(path, empty);
  return empty;
}

function indexIn(items: readonly Node[], step: string, list: string, flag: string): number {
  const index = /^\d+$/.test(step) ? Number(step) : items.findIndex((item) => nameOf(item) === step);
  if (index >= 0 && index < items.length) return index;
  const names = items.map(nameOf).filter((name) => name !== undefined);
  throw new InputError({
    where: flag,
    expected: `an index from 0 to ${items.length - 1} or a name in ${list}`,
    received: excerpt(step),
    ...(names.length > 0 && !/^\d+$/.test(step) && { hint: suggestion(step, names) }),
  });
}

function deadEnd(steps: readonly string[], depth: number, flag: string): InputError {
  return new InputError({
    where: flag,
    expected: `${steps.slice(0, depth).join(".")} to have keys`,
    received: "a single value",
    hint: `Set ${steps.slice(0, depth).join(".")} itself`,
  });
}

/** The name of an item of a list, as far as it can be told before validation. */
function nameOf(item: Node): string | undefined {
  if (isScalar(item)) return defaultArmName(String(item.value));
  if (!isMap(item)) return undefined;
  const name = item.get("name");
  if (typeof name === "string") return name;
  const use = item.get("use");
  if (typeof use === "string") return defaultArmName(use);
  const clients = item.get("clients");
  const uses = isSeq<Node>(clients) ? clients.items.map((client) => isMap(client) && client.get("use")) : [];
  return uses.length > 0 ? defaultGroupName(uses.map(String)) : undefined;
}

function putText(document: ScenarioDocument, key: string, text: string): void {
  const flag = `--${key} ${text}`;
  put(document, [key], parseValue(text, flag), flag);
}

function put(
  document: ScenarioDocument,
  path: readonly (string | number)[],
  value: unknown,
  flag: string,
): void {
  const node = mark(document, document.yaml.createNode(value), flag);
  const before = path.findIndex((_, depth) => document.yaml.getIn(path.slice(0, depth + 1)) === undefined);
  document.yaml.setIn(path, node);
  // Mappings that had to be made on the way exist because of the flag as well.
  for (let depth = before; depth >= 0 && depth < path.length - 1; depth++) {
    const made = document.yaml.getIn(path.slice(0, depth + 1), true);
    if (isMap(made)) document.flags.set(made, flag);
  }
}

/** Remembers that a node, and all that is in it, came from a flag. */
function mark<Marked extends Node>(document: ScenarioDocument, node: Marked, flag: string): Marked {
  visit(node, { Node: (_, inner) => void document.flags.set(inner, flag) });
  return node;
}
