import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { Seconds } from "../units.js";
import { type ChunkMapOptions, chunkMap, chunkMapWarnings } from "./bba/chunk-map.js";
import type { EntryOf } from "./entry.js";
import { currentLevel, withinAllowed } from "./shared/ladder.js";
import type { PolicySetting } from "./shared/warnings.js";

export interface Bba2Options extends ChunkMapOptions {
  /** At startup with an empty buffer: up when the last segment added more than this share of its duration. */
  readonly emptyGrowthShare: number;
  /** The same with a buffer at the map's end; in between it falls linearly. */
  readonly fullGrowthShare: number;
}

export const bba2Defaults: Bba2Options = {
  lookaheadSeconds: 480,
  minReservoirSeconds: 8,
  maxReservoirSeconds: 140,
  mapEndSeconds: 216,
  designBufferSeconds: 240,
  scaleToPlayer: true,
  emptyGrowthShare: 0.875,
  fullGrowthShare: 0.5,
};

export const bba2Kinds: OptionKinds<Bba2Options> = {
  lookaheadSeconds: "nonNegative",
  minReservoirSeconds: "nonNegative",
  maxReservoirSeconds: "nonNegative",
  mapEndSeconds: "positive",
  designBufferSeconds: "positive",
  scaleToPlayer: "boolean",
  emptyGrowthShare: "share",
  fullGrowthShare: "share",
};

/**
 * BBA-2 of Huang, Johari, McKeown, Trunnell and Watson, "A Buffer-Based Approach to Rate Adaptation: Evidence from a
 * Large Video Streaming Service", SIGCOMM 2014, section 6: BBA-1 with a startup that looks at the throughput, because
 * an empty buffer says nothing yet. A download of d seconds adds V - d to the buffer (V: segment duration). At startup
 * the level rises by one when that is over 0.875 V, that is, the segment came eight times faster than it plays; the
 * share falls linearly to 0.5 as the buffer grows to the map's end. Startup is over, and BBA-1 in charge, when a
 * download took longer than V or BBA-1 asks for a higher level.
 *
 * Ours: a seek starts it anew; small buffers scale the map as in `bba-1`.
 */
export const bba2: PolicyFactory<Bba2Options> = (options, context) => {
  const settings = withDefaults(bba2Defaults, options);
  const { emptyGrowthShare, fullGrowthShare } = settings;
  const { levels, segmentDuration } = context;
  const choose = chunkMap(settings, context);
  const top = levels.length - 1;
  let starting = true;
  /** What the last download added to the buffer. */
  let growth: Seconds | undefined;

  return {
    name: "bba-2",
    monotone: true,
    onSample(sample) {
      growth = segmentDuration - (sample.end - sample.start);
    },
    onSeek() {
      starting = true;
      growth = undefined;
    },
    decide(o) {
      const { level: steady, map } = choose(o);
      const current = currentLevel(o);
      if (starting && current !== undefined && growth !== undefined) {
        const filled = o.buffer < map.end ? o.buffer / map.end : 1;
        const share = emptyGrowthShare + (fullGrowthShare - emptyGrowthShare) * filled;
        const rising = growth > share * segmentDuration ? Math.min(current + 1, top) : current;
        starting = growth >= 0 && steady <= rising;
        if (starting) return { level: withinAllowed(rising, o.allowed), reason: "startup" };
      }
      const level = starting ? (current ?? 0) : steady;
      return { level: withinAllowed(level, o.allowed), reason: starting ? "startup" : "buffer" };
    },
  };
};

export function bba2Warnings(options: Partial<Bba2Options>, setting: PolicySetting): string[] {
  return chunkMapWarnings(withDefaults(bba2Defaults, options), setting, " after startup");
}

export const bba2Entry = {
  name: "bba-2",
  factory: bba2,
  defaults: bba2Defaults,
  kinds: bba2Kinds,
  summary: "BBA-1 with a startup that climbs as fast as segments arrive",
  citation: "Huang et al.: A Buffer-Based Approach to Rate Adaptation. SIGCOMM 2014",
  warnings: bba2Warnings,
} satisfies EntryOf<Bba2Options>;
