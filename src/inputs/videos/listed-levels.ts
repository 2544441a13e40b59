import { InputError } from "../../errors.js";
import {
  type AudioTrack,
  type Level,
  type SizeOrigin,
  type Video,
  videoFromSegments,
} from "../../model/video.js";
import { kbpsFromBps, type Seconds } from "../../units.js";
import { isWithin, quantityError } from "../quantity.js";
import { codecFamily } from "./codecs.js";
import { checkCount, type SizedSegments, sum } from "./listed-segments.js";
import { levelLeftOut, sizesEstimated } from "./notes.js";
import { SEGMENT_S } from "./quantities.js";

/** A level as a source declares it. */
export interface ListedLevel {
  readonly level: Level;
  /** Its place, for messages: "stream.mpd:12". */
  readonly where: string;
}

/** Levels, or audio tracks, of a manifest; each is read. */
const MOST_LEVELS = 1000;

/** @throws InputError where a manifest declares more levels or tracks than any has */
export function checkLevels(count: number, where: string): void {
  if (count <= MOST_LEVELS) return;
  throw new InputError({ where, expected: `at most ${MOST_LEVELS} levels or tracks`, received: `${count}` });
}

/** Takes a sentence about how the video came about. */
type Note = (text: string) => void;

/**
 * The ladder among what a source declares, by rising bitrate. A player switches within one family of codecs: of several,
 * the one with most levels is taken, of two that have as many, the one declared first. Levels are known by their bitrate:
 * of several that share one, as redundant streams do, the one declared first is taken.
 *
 * @param declared at least one level
 * @throws InputError for more of them than any manifest has
 */
export function ladderAmong<T extends ListedLevel>(declared: readonly T[], note: Note): readonly T[] {
  checkLevels(declared.length, declared[0]!.where);
  const families = new Map<string, T[]>();
  for (const each of declared) {
    const name = codecFamily(each.level.codec);
    families.set(name, [...(families.get(name) ?? []), each]);
  }
  const [most, ...others] = [...families].sort(([, a], [, b]) => b.length - a.length);
  const [family, levels] = most!;
  for (const [name, left] of others)
    for (const each of left) note(levelLeftOut(inWords(each), `${name} in a ladder of ${family}`));
  const ladder = new Map<number, T>();
  for (const each of levels) {
    const twin = ladder.get(each.level.bitrate);
    if (twin) note(levelLeftOut(inWords(each), `of the same bitrate as ${twin.where}`));
    else ladder.set(each.level.bitrate, each);
  }
  return [...ladder.values()].sort((a, b) => a.level.bitrate - b.level.bitrate);
}

const inWords = ({ level, where }: ListedLevel): string => `${where} (${kbpsFromBps(level.bitrate)} kbps)`;

/** A level with its segments. */
export interface SizedLevel extends ListedLevel {
  readonly segments: SizedSegments;
}

/** What is said of a video beside its levels. */
export interface VideoHead {
  readonly name: string;
  /** Missing: the median of its segments; of two in the middle, the longer. */
  readonly segmentDuration?: Seconds | undefined;
  readonly audio?: readonly AudioTrack[];
  readonly note: Note;
}

/**
 * The video of a ladder that has been listed. Its segments last as long as those of the lowest level.
 *
 * @param ladder by rising bitrate, at least one level
 * @throws InputError naming the level whose segments are not cut where the others' are
 */
export function videoOfLevels(ladder: readonly SizedLevel[], head: VideoHead): Video {
  const { name, audio = [], note } = head;
  const { durations } = ladder[0]!.segments;
  checkCount(durations.length, ladder[0]!.where);
  for (const { segments, where } of ladder) {
    const wrong = segments.durations.findIndex((seconds) => !isWithin(seconds, SEGMENT_S));
    if (wrong !== -1) throw quantityError(segments.durations[wrong], SEGMENT_S, `${where}, segment ${wrong}`);
  }
  const segmentDuration = head.segmentDuration ?? upperMedian(durations);
  for (const level of ladder.slice(1)) checkAligned(level, ladder[0]!, segmentDuration);
  const origins = ladder.flatMap(({ segments }) => segments.origins);
  const estimated = origins.filter((origin) => origin === "estimated").length;
  if (estimated > 0) note(sizesEstimated(estimated, origins.length));
  const rows = [...durations.keys()];
  return videoFromSegments({
    name,
    levels: ladder.map(({ level }) => level),
    segmentDuration,
    durations,
    sizes: rows.map((row) => Float64Array.from(ladder, ({ segments }) => segments.sizes[row]!)),
    sizesAre: theOne(origins) ?? rows.map((row) => ladder.map(({ segments }) => segments.origins[row]!)),
    ...(audio.length > 0 && { audio }),
  });
}

/** The origin that all share; undefined where they differ. */
export const theOne = (origins: readonly SizeOrigin[]): SizeOrigin | undefined =>
  origins.every((origin) => origin === origins[0]) ? origins[0] : undefined;

/**
 * Encoders cut all levels at the same pictures, and differ in how they round. What differs by a quarter of a segment was
 * cut elsewhere.
 */
function checkAligned({ segments, where }: SizedLevel, lowest: SizedLevel, nominal: Seconds): void {
  const { durations } = lowest.segments;
  const misfit = (expected: string, received: string) =>
    new InputError({
      where,
      expected: `${expected}, as ${lowest.where} has`,
      received,
      hint: "Check that both are of one film, cut into segments at the same places, and complete",
    });
  if (segments.durations.length !== durations.length)
    throw misfit(
      `${durations.length} segments of ${round(sum(durations))} s`,
      `${segments.durations.length} of ${round(sum(segments.durations))} s`,
    );
  const other = durations.findIndex((seconds, at) => {
    return Math.abs(segments.durations[at]! - seconds) > nominal / 4;
  });
  if (other !== -1)
    throw misfit(
      `${round(durations[other]!)} s for segment ${other}`,
      `${round(segments.durations[other]!)} s`,
    );
}

const upperMedian = (values: Float64Array): number => values.slice().sort()[Math.floor(values.length / 2)]!;

/** To the millisecond, for messages. */
const round = (seconds: Seconds): number => Number(seconds.toFixed(3));
