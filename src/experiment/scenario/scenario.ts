import type { ScenarioInput } from "./schema.js";
import type { Layer } from "./settings-schema/layer.js";
import type { EdgeSettings } from "./settings-schema/session.js";

/*
 * A scenario after parsing: every default that does not depend on other rooms filled in, every shorthand written
 * out. Plain JSON, in the units of the edge, so that run.json can hold it and a user can run it again.
 */

/** What one place says of settings: a profile, the scenario itself, an arm, or a client. It may leave out any of it. */
export type SettingsLayer = Readonly<Layer<EdgeSettings>>;

/** Where traces come from: a file, a folder or a glob, as written. */
export interface TraceSource {
  readonly path: string;
  readonly format?: string | undefined;
}

/** What a ladder's level is like, in words of the video's own format. */
export interface LevelSource {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly frameRate?: number | undefined;
  readonly codec?: string | undefined;
}

/** Where videos come from: a file, a folder or a glob, as written, and what a size table does not say itself. */
export interface VideoSource {
  readonly path: string;
  readonly name?: string | undefined;
  readonly format?: string | undefined;
  readonly bitratesKbps?: readonly number[] | undefined;
  readonly segmentSeconds?: number | undefined;
  /** Play only this many. */
  readonly segments?: number | undefined;
  /** What the file does not say of its levels, one for each. */
  readonly levels?: readonly LevelSource[] | undefined;
}

/** Clients of one link that are alike, as written, with defaults. What they are in an arm is for clients.ts. */
export interface ClientSpec extends Pick<SettingsLayer, "player" | "viewer" | "device"> {
  /** Missing: the arm's policy. */
  readonly use?: string | undefined;
  /** Missing: the policy's. */
  readonly name?: string | undefined;
  readonly options: Readonly<Record<string, unknown>>;
  readonly count: number;
  readonly startAtSeconds: number;
  /** Missing: the arm's. */
  readonly video?: VideoSource | undefined;
}

/** One arm of the experiment: a policy with its options, and what differs from the scenario. */
export interface Arm extends SettingsLayer {
  /** Identifies the arm everywhere; unique in the scenario. */
  readonly name: string;
  /** A built-in policy's name, or a policy file's path as written. Of a group that names none, its first client's. */
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Instead of the scenario's. */
  readonly profile?: string | undefined;
  /** Instead of the scenario's. */
  readonly videos?: readonly VideoSource[] | undefined;
  /** Instead of the scenario's. The arm is then a group of clients on one link. */
  readonly clients?: readonly ClientSpec[] | undefined;
}

export interface Scenario extends SettingsLayer {
  readonly name: string;
  readonly seed: number;
  readonly replicates: number;
  readonly profile: string;
  readonly traces: readonly TraceSource[];
  /** Empty only where every arm has its own. */
  readonly videos: readonly VideoSource[];
  readonly policies: readonly Arm[];
  /** Of arms that have none of their own; missing: one client alone. */
  readonly clients?: readonly ClientSpec[] | undefined;
  /** Whether each session's events are written down. */
  readonly telemetry: boolean;
  /** Built-in QoE models by name, and paths of model files as written. */
  readonly qoe: readonly string[];
  /** Whether each session is compared with the best that was possible; not, if missing. */
  readonly optimum?: { readonly effort: number };
  /** What a gate tolerates; as written. */
  readonly gate?: ScenarioInput["gate"];
  /** How a policy's options are searched; as written. */
  readonly tune?: ScenarioInput["tune"];
  readonly compare: {
    /** An arm's name. */
    readonly control: string;
    /** Columns of sessions.csv. Missing: the usual ones, and those of the mechanisms that are switched on. */
    readonly metrics?: readonly string[];
  };
}
