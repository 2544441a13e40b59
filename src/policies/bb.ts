import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface BbOptions {
  /** Below this buffer level the lowest level is asked for; seconds. */
  readonly reservoir: Seconds;
  /** The stretch of buffer above the reservoir over which the level rises from lowest to top; seconds. */
  readonly cushion: Seconds;
  /**
   * The level of a session's first segment, or the top of a lower ladder. The rule itself gives 0 there, because
   * the buffer is empty; Pensieve's environment plays level 1.
   */
  readonly firstLevel: number;
}

export const bbDefaults: BbOptions = { reservoir: 5, cushion: 10, firstLevel: 0 };

export const bbKinds: OptionKinds<BbOptions> = {
  reservoir: "nonNegative",
  cushion: "positive",
  firstLevel: "level",
};

/**
 * The buffer-based baseline of Pensieve (Mao, Netravali and Alizadeh, SIGCOMM 2017; its bb.py), a simple form of
 * Huang et al., SIGCOMM 2014. With n levels and B seconds of buffer: B < reservoir gives 0, B >= reservoir +
 * cushion the top, and in between floor((n - 1) x (B - reservoir) / cushion). It looks at nothing but the buffer.
 */
export const bb: PolicyFactory<BbOptions> = (options, { levels }) => {
  const { reservoir, cushion, firstLevel } = withDefaults(bbDefaults, options);
  const top = levels.length - 1;
  const first = { level: 0, reason: "first segment" };
  const later = { level: 0, reason: "buffer" };
  return {
    name: "bb",
    monotone: true,
    decide({ lastLevel, buffer, allowed }) {
      if (lastLevel === undefined) {
        first.level = withinAllowed(Math.min(firstLevel, top), allowed);
        return first;
      }
      later.level = withinAllowed(bufferLevelToLevel(buffer, reservoir, cushion, top), allowed);
      return later;
    },
  };
};

function bufferLevelToLevel(buffer: Seconds, reservoir: Seconds, cushion: Seconds, top: number): number {
  if (buffer < reservoir) return 0;
  if (buffer >= reservoir + cushion) return top;
  return ((top * (buffer - reservoir)) / cushion) | 0;
}

export function bbWarnings(options: Partial<BbOptions>, setting: PolicySetting): string[] {
  const { reservoir, cushion } = withDefaults(bbDefaults, options);
  const top = setting.levels.length - 1;
  const highest = bufferLevelToLevel(mostBufferAtDecision(setting), reservoir, cushion, top);
  if (highest === top) return [];
  return [`cannot go above level ${highest} of ${top}: ${describeMostBuffer(setting)}`];
}

export const bbEntry = {
  name: "bb",
  factory: bb,
  defaults: bbDefaults,
  kinds: bbKinds,
  summary: "Pensieve's buffer-based baseline: the level rises linearly with the buffer",
  citation: "Mao, Netravali, Alizadeh: Neural Adaptive Video Streaming with Pensieve. SIGCOMM 2017",
  warnings: bbWarnings,
} satisfies EntryOf<BbOptions>;
