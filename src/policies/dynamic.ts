import { type OptionKinds, withDefaults } from "../model/options.js";
import type { InFlight, Observation, PolicyFactory, Sample } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import { type BolaOptions, bolaDefaults, bolaKinds } from "./bola.js";
import type { EntryOf } from "./entry.js";
import { BolaRule } from "./sabre/bola-rule.js";
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

export interface DynamicOptions extends BolaOptions, ThroughputRuleOptions {
  /** Above this buffer level BOLA may take over, below it the throughput rule. */
  readonly lowBufferSeconds: Seconds;
}

export const dynamicDefaults: DynamicOptions = {
  lowBufferSeconds: 10,
  ...bolaDefaults,
  ...throughputRuleDefaults,
};

export const dynamicKinds: OptionKinds<DynamicOptions> = {
  lowBufferSeconds: "nonNegative",
  ...bolaKinds,
  ...throughputRuleKinds,
};

/**
 * DYNAMIC (Spiteri, Sitaraman and Sparacio, "From Theory to Practice: Improving Bitrate Adaptation in the DASH
 * Reference Player", MMSys 2018), in the form of the simulator Sabre: `throughput` while the buffer is low and `bola`
 * while it is not. Both are asked every time. It starts with the throughput rule, takes BOLA's level once the buffer is
 * above 10 s and BOLA's is no lower, and goes back once the buffer is below 10 s and BOLA's is lower; after a
 * replacement, too. Downloads are given up by the throughput rule, of which BOLA does not hear; nor, as in Sabre, does
 * it hear of seeks.
 */
export const dynamic: PolicyFactory<DynamicOptions> = (options, context) => {
  const settings = withDefaults(dynamicDefaults, options);
  const { levels, segmentDuration, maxBuffer } = context;
  const rule = new DynamicRule(
    new BolaRule(levels, segmentDuration, maxBuffer, settings),
    new ThroughputRule(levels, segmentDuration, throughputRuleSettings(settings)),
    settings.lowBufferSeconds,
  );
  return sabrePolicy("dynamic", rule, settings, context);
};

class DynamicRule implements SabreRule {
  private readonly bola: BolaRule;
  private readonly throughput: ThroughputRule;
  private readonly lowBuffer: Seconds;
  private usesBola = false;

  constructor(bola: BolaRule, throughput: ThroughputRule, lowBuffer: Seconds) {
    this.bola = bola;
    this.throughput = throughput;
    this.lowBuffer = lowBuffer;
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
    const { bola, throughput, lowBuffer } = this;
    bola.choose(o, estimate, latency);
    throughput.choose(o, estimate, latency);
    if (this.usesBola) this.usesBola = o.buffer >= lowBuffer || bola.level >= throughput.level;
    else this.usesBola = o.buffer > lowBuffer && bola.level >= throughput.level;
  }

  abandonTo(inFlight: InFlight, o: Observation, latency: Seconds): number | undefined {
    return this.throughput.abandonTo(inFlight, o, latency);
  }

  delivered(_: Sample, __: Observation, replaced: boolean): void {
    if (replaced) this.usesBola = false;
  }

  notReplaced(): void {
    this.usesBola = false;
  }

  private get inUse(): SabreRule {
    return this.usesBola ? this.bola : this.throughput;
  }
}

export function dynamicWarnings(options: Partial<DynamicOptions>, setting: PolicySetting): string[] {
  const { lowBufferSeconds } = withDefaults(dynamicDefaults, options);
  if (mostBufferAtDecision(setting) > lowBufferSeconds) return [];
  return [
    `never takes BOLA, for which the buffer must be above ${lowBufferSeconds} s: ${describeMostBuffer(setting)}`,
  ];
}

export const dynamicEntry = {
  name: "dynamic",
  factory: dynamic,
  defaults: dynamicDefaults,
  kinds: dynamicKinds,
  summary: "DYNAMIC as in Sabre: throughput while the buffer is low, BOLA while it is not",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
  warnings: dynamicWarnings,
} satisfies EntryOf<DynamicOptions>;
