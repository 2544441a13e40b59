import type { Level } from "../../model/video.js";
import type { DashjsRepresentation, DashjsRulesContext } from "./player.js";

/** The representations that dash.js could play, as a ladder. */
export interface Ladder {
  readonly levels: readonly Level[];
  /** Ids, by level. */
  readonly ids: readonly string[];
  levelOf(id: string): number | undefined;
}

/**
 * All that dash.js can play of a period's video, by rising bitrate: what it cannot decode is not among them, what settings
 * exclude is. Of representations of one bitrate, the one that dash.js ranks highest stands for all.
 */
export function ladderOf(context: DashjsRulesContext): Ladder {
  const media = context.getMediaInfo();
  const all = context.getAbrController().getPossibleVoRepresentations(media, true) ?? [];
  const rising = all.slice().sort((a, b) => a.bandwidth - b.bandwidth || a.absoluteIndex - b.absoluteIndex);
  const best = rising.filter((each, place) => each.bandwidth !== rising[place + 1]?.bandwidth);
  const byBitrate = new Map(best.map(({ bandwidth }, level) => [bandwidth, level] as const));
  const byId = new Map(all.map(({ id, bandwidth }) => [id, byBitrate.get(bandwidth)] as const));
  return {
    levels: best.map(levelOf),
    ids: best.map(({ id }) => id),
    levelOf: (id) => byId.get(id),
  };
}

function levelOf({ id, bandwidth, width, height, frameRate, codecs }: DashjsRepresentation): Level {
  return {
    bitrate: bandwidth,
    name: id,
    ...(width > 0 && { width }),
    ...(height > 0 && { height }),
    ...(typeof frameRate === "number" && frameRate > 0 && { frameRate }),
    ...(codecs && { codec: codecs }),
  };
}

/** Whether a policy that was told of the one ladder can go on with the other. */
export function isSameLadder(a: Ladder, b: Ladder): boolean {
  return JSON.stringify(a.levels.map(withoutName)) === JSON.stringify(b.levels.map(withoutName));
}

/** Ids are a period's own. */
const withoutName = ({ name: _, ...rest }: Level): Level => rest;

/** What the player's settings leave of a ladder: representations by level, and the range of levels that has no gap. */
export interface Permitted {
  readonly representations: ReadonlyMap<number, DashjsRepresentation>;
  readonly range: readonly [min: number, max: number];
}

/**
 * What dash.js permits now: by bitrate, by the size of the player, by the server's CMSD. Where that leaves a gap in the
 * ladder, as the player's width can, levels above the gap are not offered, so that every order can be carried out.
 */
export function permittedOf(context: DashjsRulesContext, ladder: Ladder): Permitted {
  const media = context.getMediaInfo();
  const listed = context.getAbrController().getPossibleVoRepresentationsFilteredBySettings(media, true) ?? [];
  const representations = new Map<number, DashjsRepresentation>();
  for (const each of listed) {
    const level = ladder.ids.indexOf(each.id);
    if (level >= 0) representations.set(level, each);
  }
  const min = Math.min(...representations.keys());
  let max = min;
  while (representations.has(max + 1)) max++;
  return { representations, range: [min, max] };
}
