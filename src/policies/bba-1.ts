import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import { type ChunkMapOptions, chunkMap, chunkMapWarnings } from "./bba/chunk-map.js";
import type { EntryOf } from "./entry.js";
import { fixedDecisions } from "./shared/fixed-decisions.js";
import { withinAllowed } from "./shared/ladder.js";
import type { PolicySetting } from "./shared/warnings.js";

export type Bba1Options = ChunkMapOptions;

export const bba1Defaults: Bba1Options = {
  lookaheadSeconds: 480,
  minReservoirSeconds: 8,
  maxReservoirSeconds: 140,
  mapEndSeconds: 216,
  designBufferSeconds: 240,
  scaleToPlayer: true,
};

export const bba1Kinds: OptionKinds<Bba1Options> = {
  lookaheadSeconds: "nonNegative",
  minReservoirSeconds: "nonNegative",
  maxReservoirSeconds: "nonNegative",
  mapEndSeconds: "positive",
  designBufferSeconds: "positive",
  scaleToPlayer: "boolean",
};

/**
 * BBA-1 of Huang, Johari, McKeown, Trunnell and Watson, "A Buffer-Based Approach to Rate Adaptation: Evidence from a
 * Large Video Streaming Service", SIGCOMM 2014, section 5: BBA-0 for video of variable bitrate. The map leads from the
 * buffer level to the next segment's size instead of a bitrate, and the reservoir follows the sizes to come; both are
 * in `chunkMap`. Of the throughput it knows nothing.
 *
 * Ours: in a player with a buffer under 240 s the map shrinks in proportion; `scaleToPlayer: false` keeps it.
 */
export const bba1: PolicyFactory<Bba1Options> = (options, context) => {
  const choose = chunkMap(withDefaults(bba1Defaults, options), context);
  const decisions = fixedDecisions(context.levels, "buffer");
  return {
    name: "bba-1",
    monotone: true,
    decide: (o) => decisions[withinAllowed(choose(o).level, o.allowed)]!,
  };
};

export function bba1Warnings(options: Partial<Bba1Options>, setting: PolicySetting): string[] {
  return chunkMapWarnings(withDefaults(bba1Defaults, options), setting);
}

export const bba1Entry = {
  name: "bba-1",
  factory: bba1,
  defaults: bba1Defaults,
  kinds: bba1Kinds,
  summary: "BBA-0 over segment sizes, with a reservoir for the sizes to come",
  citation: "Huang et al.: A Buffer-Based Approach to Rate Adaptation. SIGCOMM 2014",
  warnings: bba1Warnings,
} satisfies EntryOf<Bba1Options>;
