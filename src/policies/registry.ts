import type { PolicyFactory } from "../model/policy.js";
import { type BbOptions, bb, bbDefaults, bbKinds, bbWarnings } from "./bb.js";
import { type BufferOptions, buffer, bufferDefaults, bufferKinds, bufferWarnings } from "./buffer.js";
import {
  type ConstantOptions,
  constant,
  constantDefaults,
  constantKinds,
  constantWarnings,
} from "./constant.js";
import { type EwmaOptions, ewma, ewmaDefaults, ewmaKinds, ewmaWarnings } from "./ewma.js";
import {
  type HysteresisOptions,
  hysteresis,
  hysteresisDefaults,
  hysteresisKinds,
  hysteresisWarnings,
} from "./hysteresis.js";
import type { OptionKind, OptionKinds } from "./options.js";
import { type ThroughputOptions, throughput, throughputDefaults, throughputKinds } from "./throughput.js";
import type { PolicySetting } from "./warnings.js";

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
interface EntryOf<Options extends object> extends PolicyEntry {
  readonly factory: PolicyFactory<Options>;
  readonly defaults: Options;
  readonly kinds: OptionKinds<Options> & PolicyEntry["kinds"];
  readonly warnings?: (options: Partial<Options>, setting: PolicySetting) => string[];
}

/** All policies of the library, by name. */
export const policies: readonly PolicyEntry[] = [
  {
    name: "bb",
    factory: bb,
    defaults: bbDefaults,
    kinds: bbKinds,
    summary: "Pensieve's buffer-based baseline: the level rises linearly with the buffer",
    citation: "Mao, Netravali, Alizadeh: Neural Adaptive Video Streaming with Pensieve. SIGCOMM 2017",
    warnings: bbWarnings,
  } satisfies EntryOf<BbOptions>,
  {
    name: "buffer",
    factory: buffer,
    defaults: bufferDefaults,
    kinds: bufferKinds,
    summary: "three buffer zones over a quick throughput average, with hysteresis",
    citation: "Netflix-like architecture document, section 2.2",
    warnings: bufferWarnings,
  } satisfies EntryOf<BufferOptions>,
  {
    name: "constant",
    factory: constant,
    defaults: constantDefaults,
    kinds: constantKinds,
    summary: "always the same level: the control without adaptation",
    citation: "none",
    warnings: constantWarnings,
  } satisfies EntryOf<ConstantOptions>,
  {
    name: "ewma",
    factory: ewma,
    defaults: ewmaDefaults,
    kinds: ewmaKinds,
    summary: "the lower of two throughput averages, four buffer zones, limited switches",
    citation: "Streaming pipeline document, Adaptive Bitrate Algorithm",
    warnings: ewmaWarnings,
  } satisfies EntryOf<EwmaOptions>,
  {
    name: "hysteresis",
    factory: hysteresis,
    defaults: hysteresisDefaults,
    kinds: hysteresisKinds,
    summary: "slow up and fast down on the mean throughput of the last segments",
    citation: "Platform front-end document, Adaptive Bitrate Streaming Algorithm",
    warnings: hysteresisWarnings,
  } satisfies EntryOf<HysteresisOptions>,
  {
    name: "throughput",
    factory: throughput,
    defaults: throughputDefaults,
    kinds: throughputKinds,
    summary: "Sabre's throughput rule with its insufficient-buffer rule",
    citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
  } satisfies EntryOf<ThroughputOptions>,
];

/** The policy of this name; undefined if the library has none. */
export function findPolicy(name: string): PolicyEntry | undefined {
  return policies.find((entry) => entry.name === name);
}
