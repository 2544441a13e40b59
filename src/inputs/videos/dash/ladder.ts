import { InputError } from "../../../errors.js";
import type { Level } from "../../../model/video.js";
import { kbpsFromBps } from "../../../units.js";
import { videoCodecOf } from "../codecs.js";
import { type ListedLevel, ladderAmong } from "../listed-levels.js";
import { levelLeftOut } from "../notes.js";
import { FRAME_RATE, PIXELS } from "../quantities.js";
import type { Period } from "./periods.js";
import {
  type AdaptationSet,
  inheritedNumber,
  inheritedRatio,
  type Representation,
} from "./representations.js";

/** A level, and the representation that it is in one period. */
export interface PeriodLevel extends ListedLevel {
  readonly representation: Representation;
}

/** The ladder of a period: of the adaptation set of video that has most representations. */
export function ladderOf(
  { element }: Period,
  sets: readonly AdaptationSet[],
  note: (text: string) => void,
): readonly PeriodLevel[] {
  const pictures = sets.filter(({ kind, representations }) => kind === "video" && representations.length > 0);
  const [chosen, ...others] = [...pictures].sort(
    (a, b) => b.representations.length - a.representations.length,
  );
  if (chosen === undefined)
    throw new InputError({
      where: element.where(),
      expected: "an AdaptationSet of video with a Representation",
      received: "none",
    });
  const reason = `for the AdaptationSet at ${chosen.element.where()}, which has as many levels or more`;
  for (const other of others) note(levelLeftOut(other.element.where(), reason));
  return ladderAmong(
    chosen.representations.map((representation) => ({
      representation,
      where: representation.element.where(),
      level: levelOf(representation),
    })),
    note,
  );
}

function levelOf({ context, bandwidth, codecs, id }: Representation): Level {
  const width = inheritedNumber(context, "width", PIXELS);
  const height = inheritedNumber(context, "height", PIXELS);
  const frameRate = inheritedRatio(context, "frameRate", FRAME_RATE);
  const codec = videoCodecOf(codecs);
  return {
    bitrate: bandwidth,
    // A number is a place in a list, not a name.
    ...(!/^\d+$/.test(id) && { name: id }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(frameRate !== undefined && { frameRate }),
    ...(codec !== undefined && { codec }),
  };
}

/** @throws InputError where a period has another ladder than the first */
export function checkSameLadder(
  ladder: readonly PeriodLevel[],
  first: readonly PeriodLevel[],
  { element, inWords }: Period,
): void {
  const form = (levels: readonly PeriodLevel[]) =>
    levels
      .map(({ level: { bitrate, width, height } }) =>
        width === undefined || height === undefined
          ? `${kbpsFromBps(bitrate)} kbps`
          : `${kbpsFromBps(bitrate)} kbps at ${width}x${height}`,
      )
      .join(", ");
  if (form(ladder) === form(first)) return;
  throw new InputError({
    where: element.where(),
    expected: `the ladder of period 1 in all periods, ${form(first)}`,
    received: `${form(ladder)} in ${inWords}`,
    hint: "Give each ladder an MPD of its own",
  });
}
