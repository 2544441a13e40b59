import { type OptionKinds, withDefaults } from "../model/options.js";
import type { InFlight, Observation, PolicyFactory, Sample } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import { type BolaEOptions, bolaEDefaults, bolaEKinds, bolaERuleSettings, bolaEWarnings } from "./bola-e.js";
import type { EntryOf } from "./entry.js";
import { BolaERule } from "./sabre/bola-e-rule.js";
import {
  type ThroughputRuleOptions,
  throughputRuleDefaults,
  throughputRuleKinds,
  throughputRuleSettings,
} from "./sabre/options.js";
import { sabrePolicy } from "./sabre/policy.js";
import type { SabreRule } from "./sabre/rule.js";
import { ThroughputRule } from "./sabre/throughput-rule.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface DynamicDashOptions extends BolaEOptions, ThroughputRuleOptions {
  /** Below this buffer level the throughput rule takes over. */
  readonly lowBufferSeconds: Seconds;
  /** Above this buffer level BOLA-E takes over. */
  readonly highBufferSeconds: Seconds;
}

export const dynamicDashDefaults: DynamicDashOptions = {
  lowBufferSeconds: 5,
  highBufferSeconds: 10,
  ...bolaEDefaults,
  ...throughputRuleDefaults,
};

export const dynamicDashKinds: OptionKinds<DynamicDashOptions> = {
  lowBufferSeconds: "nonNegative",
  highBufferSeconds: "nonNegative",
  ...bolaEKinds,
  ...throughputRuleKinds,
};

/**
 * DYNAMIC as dash.js had it in 2018 (Spiteri, Sitaraman and Sparacio, "From Theory to Practice: Improving Bitrate
 * Adaptation in the DASH Reference Player", MMSys 2018), in the form of the simulator Sabre: `throughput` below 5 s of
 * buffer, `bola-e` above 10 s, and in between whichever was in use; it starts with the throughput rule. Only the rule
 * in use is asked, so that BOLA-E's startup is its first use; it hears of all downloads and of waiting on a full
 * buffer. The rule in use gives downloads up. As in Sabre, neither hears of seeks.
 */
export const dynamicDash: PolicyFactory<DynamicDashOptions> = (options, context) => {
  const settings = withDefaults(dynamicDashDefaults, options);
  const { levels, segmentDuration, maxBuffer } = context;
  const rule = new DynamicDashRule(
    new BolaERule(levels, segmentDuration, maxBuffer, bolaERuleSettings(settings)),
    new ThroughputRule(levels, segmentDuration, throughputRuleSettings(settings)),
    settings.lowBufferSeconds,
    settings.highBufferSeconds,
  );
  return sabrePolicy("dynamic-dash", rule, settings, context);
};

class DynamicDashRule implements SabreRule {
  private readonly bolaE: BolaERule;
  private readonly throughput: ThroughputRule;
  private readonly lowBuffer: Seconds;
  private readonly highBuffer: Seconds;
  private inUse: SabreRule;

  constructor(bolaE: BolaERule, throughput: ThroughputRule, lowBuffer: Seconds, highBuffer: Seconds) {
    this.bolaE = bolaE;
    this.throughput = throughput;
    this.lowBuffer = lowBuffer;
    this.highBuffer = highBuffer;
    this.inUse = throughput;
  }

  get level(): number {
    return this.inUse.level;
  }

  get wait(): Seconds {
    return this.inUse.wait;
  }

  get reason(): string {
    return this.inUse.reason;
  }

  choose(o: Observation, estimate: BitsPerSecond | undefined, latency: Seconds): void {
    if (this.inUse === this.bolaE) {
      if (o.buffer < this.lowBuffer) this.inUse = this.throughput;
    } else if (o.buffer > this.highBuffer) this.inUse = this.bolaE;
    this.inUse.choose(o, estimate, latency);
  }

  abandonTo(inFlight: InFlight, o: Observation, latency: Seconds): number | undefined {
    return this.inUse.abandonTo(inFlight, o, latency);
  }

  abandoned(level: number, to: number, buffer: Seconds): void {
    this.bolaE.abandoned(level, to, buffer);
  }

  delivered(sample: Sample, o: Observation, replaced: boolean): void {
    this.bolaE.delivered(sample, o, replaced);
  }

  notReplaced(level: number): void {
    this.bolaE.notReplaced(level);
  }

  idled(seconds: Seconds): void {
    this.bolaE.idled(seconds);
  }
}

export function dynamicDashWarnings(options: Partial<DynamicDashOptions>, setting: PolicySetting): string[] {
  const { highBufferSeconds } = withDefaults(dynamicDashDefaults, options);
  const warnings = bolaEWarnings(options);
  if (mostBufferAtDecision(setting) <= highBufferSeconds)
    warnings.push(
      `never takes BOLA-E, for which the buffer must be above ${highBufferSeconds} s: ${describeMostBuffer(setting)}`,
    );
  return warnings;
}

export const dynamicDashEntry = {
  name: "dynamic-dash",
  factory: dynamicDash,
  defaults: dynamicDashDefaults,
  kinds: dynamicDashKinds,
  summary: "DYNAMIC as dash.js had it in 2018: throughput below 5 s of buffer, BOLA-E above 10 s",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
  warnings: dynamicDashWarnings,
} satisfies EntryOf<DynamicDashOptions>;
