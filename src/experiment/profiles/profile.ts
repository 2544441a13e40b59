import type { PlayerSettings, SessionSettings } from "../../model/settings.js";

/** A named bundle of settings. A profile is data: the engine never asks which one it was. */
export interface Profile {
  readonly name: string;
  /** One line for people: what it stands for. */
  readonly about: string;
  readonly settings: SessionSettings;
  /** Where each of the player's constants comes from; "(ours)" where no source gives one. */
  readonly sources: Readonly<Record<keyof PlayerSettings, string>>;
}
