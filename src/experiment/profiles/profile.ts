import type { SessionSettings } from "../../model/settings.js";

/** A named bundle of settings. A profile is data: the engine never asks which one it was. */
export interface Profile {
  readonly name: string;
  /** One line for people: what it stands for. */
  readonly about: string;
  readonly settings: SessionSettings;
  /** Where each constant comes from, by its name in the settings; "(ours)" where no source gives one. */
  readonly sources: Readonly<Record<string, string>>;
  /** What it leaves out of what it is named after. */
  readonly doesNotModel: string;
}
