import type { OptionKind, OptionKinds } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { PolicySetting } from "./shared/warnings.js";

/** A policy of the library, and what there is to know about it before it is made. */
export interface PolicyEntry {
  /** As in scenario files. */
  readonly name: string;
  readonly factory: PolicyFactory;
  /** Every option with its published value. */
  readonly defaults: object;
  /** What each option may be. */
  readonly kinds: Readonly<Record<string, OptionKind>>;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Where the policy is published. */
  readonly citation: string;
  /**
   * What the options, though valid, will not do with this video and player: whole sentences without subject or full
   * stop, to be shown after the policy's name. Missing where there is nothing to go wrong.
   */
  readonly warnings?: (options: object, setting: PolicySetting) => string[];
}

/** An entry whose parts agree on the type of their options. */
export interface EntryOf<Options extends object> extends PolicyEntry {
  readonly factory: PolicyFactory<Options>;
  readonly defaults: Options;
  readonly kinds: OptionKinds<Options> & PolicyEntry["kinds"];
  readonly warnings?: (options: Partial<Options>, setting: PolicySetting) => string[];
}
