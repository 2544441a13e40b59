import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { Seconds } from "../units.js";
import { levelOfMap, mapScale, scaledEnd } from "./bba/buffer-map.js";
import type { EntryOf } from "./entry.js";
import { fixedDecisions } from "./shared/fixed-decisions.js";
import { currentLevel, withinAllowed } from "./shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface Bba0Options {
  /** Up to this buffer level the lowest level is asked for; seconds. */
  readonly reservoirSeconds: Seconds;
  /** The stretch of buffer above the reservoir over which the map rises; seconds. */
  readonly cushionSeconds: Seconds;
  /** The player's buffer that both are meant for; seconds. */
  readonly designBufferSeconds: Seconds;
  /** Scale both down in a player with a smaller buffer. Ours. */
  readonly scaleToPlayer: boolean;
}

export const bba0Defaults: Bba0Options = {
  reservoirSeconds: 90,
  cushionSeconds: 126,
  designBufferSeconds: 240,
  scaleToPlayer: true,
};

export const bba0Kinds: OptionKinds<Bba0Options> = {
  reservoirSeconds: "nonNegative",
  cushionSeconds: "positive",
  designBufferSeconds: "positive",
  scaleToPlayer: "boolean",
};

/**
 * BBA-0 of Huang, Johari, McKeown, Trunnell and Watson, "A Buffer-Based Approach to Rate Adaptation: Evidence from a
 * Large Video Streaming Service", SIGCOMM 2014, section 4: a map f from the buffer level B to a bitrate, which rises
 * linearly from the lowest at the reservoir (90 s) to the highest at reservoir + cushion (216 s, 90 % of a buffer of
 * 240 s), and holds on to a level. B <= reservoir: the lowest; B >= reservoir + cushion: the top. Else, with R+ and
 * R- the bitrates next to the current one: f(B) >= R+ gives the highest bitrate < f(B), f(B) <= R- the lowest > f(B),
 * and otherwise the level stays. It looks at nothing but the buffer.
 *
 * Ours: in a player with a buffer under 240 s the map shrinks in proportion, and ends at the latest where a player's
 * buffer does at a decision, one segment short of its maximum. `scaleToPlayer: false` keeps the seconds as they are.
 */
export const bba0: PolicyFactory<Bba0Options> = (options, { levels, segmentDuration }) => {
  const settings = withDefaults(bba0Defaults, options);
  const bitrates = levels.map(({ bitrate }) => bitrate);
  const [lowest, highest] = [bitrates[0]!, bitrates[bitrates.length - 1]!];
  const decisions = fixedDecisions(levels, "buffer");
  return {
    name: "bba-0",
    monotone: true,
    decide(o) {
      const map = mapOf(settings, o.maxBuffer, segmentDuration);
      const level = levelOfMap(o.buffer, map, bitrates, currentLevel(o) ?? 0, lowest, highest);
      return decisions[withinAllowed(level, o.allowed)]!;
    },
  };
};

function mapOf(settings: Bba0Options, maxBuffer: Seconds, segmentDuration: Seconds) {
  const { reservoirSeconds, cushionSeconds, designBufferSeconds: designBuffer, scaleToPlayer } = settings;
  const scale = { designBuffer, scaleToPlayer };
  return {
    reservoir: reservoirSeconds * mapScale(scale, maxBuffer),
    end: scaledEnd(reservoirSeconds + cushionSeconds, scale, maxBuffer, segmentDuration),
  };
}

export function bba0Warnings(options: Partial<Bba0Options>, setting: PolicySetting): string[] {
  const settings = withDefaults(bba0Defaults, options);
  const { reservoir, end } = mapOf(settings, setting.maxBuffer, setting.segmentDuration);
  const most = mostBufferAtDecision(setting);
  if (most <= reservoir)
    return [`stays at level 0: ${describeMostBuffer(setting)}, which is within its reservoir`];
  if (most >= end) return [];
  const bitrates = setting.levels.map(({ bitrate }) => bitrate);
  const top = bitrates.length - 1;
  const highest = levelOfMap(most, { reservoir, end }, bitrates, 0, bitrates[0]!, bitrates[top]!);
  return highest === top
    ? []
    : [`cannot go above level ${highest} of ${top}: ${describeMostBuffer(setting)}`];
}

export const bba0Entry = {
  name: "bba-0",
  factory: bba0,
  defaults: bba0Defaults,
  kinds: bba0Kinds,
  summary: "Netflix's buffer map from buffer level to bitrate, sticking to a level",
  citation: "Huang et al.: A Buffer-Based Approach to Rate Adaptation. SIGCOMM 2014",
  warnings: bba0Warnings,
} satisfies EntryOf<Bba0Options>;
