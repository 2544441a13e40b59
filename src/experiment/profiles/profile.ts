import type { SettingsLayer } from "../scenario/scenario.js";
import type { EdgeSettings } from "../scenario/settings-schema/session.js";

/** A named bundle of settings. A profile is data: the engine never asks which one it was. */
export interface Profile {
  readonly name: string;
  /** One line for people: what it stands for. */
  readonly about: string;
  /** As a scenario would say them: in the units of the edge. */
  readonly settings: EdgeSettings;
  /** What is laid over them where a policy of abrsim's steers the real player by its adapter. Missing: nothing. */
  readonly steered?: SettingsLayer;
  /** Where each constant comes from, by its path in the settings; "(ours)" where no source gives one. */
  readonly sources: Readonly<Record<string, string>>;
  /** What it leaves out of what it is named after, each a phrase. */
  readonly doesNotModel: readonly string[];
}
