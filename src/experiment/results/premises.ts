import { excerpt } from "../../errors.js";
import type { Arm, ClientSpec } from "../scenario/index.js";
import type { RecordedArm } from "./recorded-arms.js";
import { type RunFile, replicatesOf, tracesOf } from "./run-file.js";

/** What has to be alike for two runs of a policy to be compared: everything but the policies and the seed. */
export interface Premises {
  readonly replicates: number;
  /** Content hashes by name. */
  readonly traces: Hashes;
  /** Of CDNs that have a path of their own. */
  readonly cdn_traces: Hashes;
  readonly videos: Hashes;
  /** Of QoE models of the user's own. */
  readonly qoe: Hashes;
  /** By arm: what it plays, and every setting by its dotted key. */
  readonly arms: Readonly<Record<string, ArmPremises>>;
}

type Hashes = Readonly<Record<string, string>>;

export interface ArmPremises {
  /** Names of videos by player and position. */
  readonly videos: readonly (readonly string[])[];
  readonly settings: Readonly<Record<string, Setting>>;
}

type Setting = string | number | boolean | null;

export function premisesOf(run: RunFile): Premises {
  const { inputs, scenario, arms } = run;
  return {
    replicates: replicatesOf(run),
    traces: hashesOf(tracesOf(run)),
    cdn_traces: hashesOf(inputs.cdnTraces ?? []),
    videos: hashesOf(inputs.videos.map(({ name, played_sha256 }) => ({ name, sha256: played_sha256 }))),
    qoe: hashesOf(inputs.qoe ?? []),
    arms: Object.fromEntries(
      arms.map((recorded): [string, ArmPremises] => {
        const arm = scenario.policies.find(({ name }) => name === recorded.name)!;
        return [recorded.name, { videos: videosOf(recorded), settings: settingsOfArm(arm) }];
      }),
    ),
  };
}

const hashesOf = (inputs: readonly { readonly name: string; readonly sha256: string }[]): Hashes =>
  Object.fromEntries(inputs.map(({ name, sha256 }) => [name, sha256]));

const videosOf = ({ players }: RecordedArm) => players.map(({ videos }) => videos);

/** What an arm says beside its policy and where files lie. */
function settingsOfArm({
  name,
  use,
  options,
  videos,
  profile,
  clients,
  ...settings
}: Arm): ArmPremises["settings"] {
  const flat: Record<string, Setting> = {};
  flatten(settings, "", flat);
  clients?.forEach((client, index) => {
    flatten(settingsOfClient(client), `clients[${index}].`, flat);
  });
  return flat;
}

const settingsOfClient = ({ use, name, options, video, ...settings }: ClientSpec) => settings;

function flatten(value: unknown, path: string, into: Record<string, Setting>): void {
  if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) flatten(inner, `${path}${key}.`, into);
  else if (value !== undefined) into[path.slice(0, -1)] = value as Setting;
}

/**
 * What is not alike, one short line each; empty where a policy may be compared.
 *
 * @param arms those that are compared
 * @param other how the other side is called: "the baseline"
 */
export function unlike(now: Premises, then: Premises, arms: readonly string[], other: string): string[] {
  const lines: string[] = [];
  if (now.replicates !== then.replicates)
    lines.push(`replicates: ${now.replicates}, and ${then.replicates} in ${other}`);
  lines.push(
    ...unlikeHashes("trace", now.traces, then.traces, other),
    ...unlikeHashes("trace of a CDN", now.cdn_traces, then.cdn_traces, other),
    ...unlikeHashes("video", videosPlayed(now, arms), videosPlayed(then, arms), other),
    ...unlikeHashes("QoE model", now.qoe, then.qoe, other),
  );
  lines.push(...unlikeArms(now, then, arms, other));
  return lines;
}

/** What arms play and how they are set: said once where it is so for all of them. */
function unlikeArms(now: Premises, then: Premises, arms: readonly string[], other: string): string[] {
  const common = arms.filter((arm) => Object.hasOwn(now.arms, arm) && Object.hasOwn(then.arms, arm));
  const armsByLine = new Map<string, string[]>();
  const add = (arm: string, line: string) => armsByLine.set(line, [...(armsByLine.get(line) ?? []), arm]);
  for (const arm of common) {
    const [ofNow, ofThen] = [now.arms[arm]!, then.arms[arm]!];
    if (JSON.stringify(ofNow.videos) !== JSON.stringify(ofThen.videos))
      add(arm, `other videos than in ${other}`);
    for (const key of new Set([...Object.keys(ofNow.settings), ...Object.keys(ofThen.settings)])) {
      const [value, before] = [ofNow.settings[key], ofThen.settings[key]];
      if (value !== before) add(arm, `${key}: ${shown(value)}, and ${shown(before)} in ${other}`);
    }
  }
  return [...armsByLine].map(([line, concerned]) =>
    concerned.length === common.length ? line : `${line} (${concerned.join(", ")})`,
  );
}

/** The videos that these arms play. */
function videosPlayed({ videos, arms: all }: Premises, arms: readonly string[]): Hashes {
  const names = new Set(arms.flatMap((arm) => (Object.hasOwn(all, arm) ? all[arm]!.videos.flat() : [])));
  return Object.fromEntries(Object.entries(videos).filter(([name]) => names.has(name)));
}

const own = (hashes: Hashes, name: string) => (Object.hasOwn(hashes, name) ? hashes[name] : undefined);

function unlikeHashes(kind: string, now: Hashes, then: Hashes, other: string): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  return names.flatMap((name) => {
    const [value, before] = [own(now, name), own(then, name)];
    if (value === before) return [];
    if (before === undefined) return [`${kind} ${name}: not in ${other}`];
    return [`${kind} ${name}: ${value === undefined ? `only in ${other}` : `changed since ${other}`}`];
  });
}

const shown = (value: Setting | undefined) => (value === undefined ? "nothing" : excerpt(value));
