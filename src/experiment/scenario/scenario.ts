import type { z } from "zod";
import type { networkSchema, playerSchema, ScenarioInput, scoringSchema, viewerSchema } from "./schema.js";

/*
 * A scenario after parsing: every default that does not depend on other rooms filled in, every shorthand written
 * out. Plain JSON, in the units of the edge, so that run.json can hold it and a user can run it again.
 */

/** One place where settings can be said: the scenario itself, or an arm. */
export interface SettingsLayer {
  readonly player: z.infer<typeof playerSchema>;
  readonly network: z.infer<typeof networkSchema>;
  readonly viewer: z.infer<typeof viewerSchema>;
  readonly scoring: z.infer<typeof scoringSchema>;
}

/** Where traces come from: a file, a folder or a glob, as written. */
export interface TraceSource {
  readonly path: string;
  readonly format?: string | undefined;
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
}

/** One arm of the experiment: a policy with its options, and what differs from the scenario. */
export interface Arm extends SettingsLayer {
  /** Identifies the arm everywhere; unique in the scenario. */
  readonly name: string;
  /** A built-in policy's name, or a policy file's path as written. */
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Instead of the scenario's. */
  readonly profile?: string | undefined;
  /** Instead of the scenario's. */
  readonly videos?: readonly VideoSource[] | undefined;
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
  /** Names of QoE models. */
  readonly qoe: readonly string[];
  /** What a gate tolerates; as written. */
  readonly gate?: ScenarioInput["gate"];
  readonly compare: {
    /** An arm's name. */
    readonly control: string;
    /** Columns of sessions.csv. */
    readonly metrics: readonly string[];
  };
}
