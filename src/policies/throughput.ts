import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { EntryOf } from "./entry.js";
import {
  type SabreOptions,
  sabreDefaults,
  sabreKinds,
  type ThroughputRuleOptions,
  throughputRuleDefaults,
  throughputRuleKinds,
  throughputRuleSettings,
} from "./sabre/options.js";
import { sabrePolicy } from "./sabre/policy.js";
import { ThroughputRule } from "./sabre/throughput-rule.js";

export interface ThroughputOptions extends SabreOptions, ThroughputRuleOptions {}

export const throughputDefaults: ThroughputOptions = { ...throughputRuleDefaults, ...sabreDefaults };

export const throughputKinds: OptionKinds<ThroughputOptions> = { ...throughputRuleKinds, ...sabreKinds };

/**
 * The throughput rule of the simulator Sabre (Spiteri, Sitaraman and Sparacio, "From Theory to Practice: Improving
 * Bitrate Adaptation in the DASH Reference Player", MMSys 2018), as in dash.js of its day: the highest level that
 * 0.9 x the estimated throughput, after the estimated latency, downloads as fast as it plays, then the
 * insufficient-buffer rule. Throughput (bits over seconds after the first bit) and latency are Sabre's: see
 * `sabreEwma`. The first segment is of the lowest level, and the insufficient-buffer rule is not in use before
 * something has been measured.
 *
 * A download that has lasted 0.5 s and, at its own rate, would last more than 1.8 segment durations in all is given
 * up for the level that 0.9 x that rate sustains, if that is lower and its size, taken in proportion to bitrate, is
 * less than what is left.
 */
export const throughput: PolicyFactory<ThroughputOptions> = (options, context) => {
  const settings = withDefaults(throughputDefaults, options);
  const { levels, segmentDuration } = context;
  const rule = new ThroughputRule(levels, segmentDuration, throughputRuleSettings(settings));
  return sabrePolicy("throughput", rule, settings, context);
};

export const throughputEntry = {
  name: "throughput",
  factory: throughput,
  defaults: throughputDefaults,
  kinds: throughputKinds,
  summary: "Sabre's throughput rule with its insufficient-buffer rule",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
} satisfies EntryOf<ThroughputOptions>;
