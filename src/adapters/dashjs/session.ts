import type { PolicyFactory } from "../../model/policy.js";
import { bitsFromBytes, type Seconds } from "../../units.js";
import { type AdapterOptions, deviceState, type Notices, Pilot } from "../pilot/index.js";
import { capabilities } from "./capabilities.js";
import { SessionClock } from "./clock.js";
import { nominalDuration, SegmentCursor } from "./cursor.js";
import type { Download } from "./download.js";
import { FetchedSegments } from "./fetched.js";
import { isSameLadder, type Ladder, ladderOf, permittedOf } from "./ladder.js";
import { bufferAhead, bufferGoal, liveState, videoProcessor } from "./observe.js";
import { Playback } from "./playback.js";
import type {
  DashjsPlayer,
  DashjsRepresentation,
  DashjsRulesContext,
  DashjsStreamProcessor,
} from "./player.js";
import { sizeTable } from "./sizes.js";

export interface SessionParts {
  readonly player: DashjsPlayer;
  readonly policy: PolicyFactory;
  readonly wishes: AdapterOptions;
  readonly notices: Notices;
}

/** What is known of a source while it is being played; it fills the pilot's observation. */
export class Session {
  readonly playback = new Playback();
  readonly cursor = new SegmentCursor();
  readonly fetched = new FetchedSegments();
  /** From the first question on. */
  clock: SessionClock | undefined;
  pilot: Pilot | undefined;
  private readonly parts: SessionParts;
  private ladder: Ladder | undefined;
  private asked: DashjsRulesContext | undefined;
  private sizedStream: string | undefined;

  constructor(parts: SessionParts) {
    this.parts = parts;
  }

  /** What dash.js's rules were last handed about video. */
  get context(): DashjsRulesContext | undefined {
    return this.asked;
  }

  get processor(): DashjsStreamProcessor | undefined {
    return this.asked && videoProcessor(this.parts.player, this.asked.getMediaInfo().streamInfo.id);
  }

  now(): Seconds {
    return this.clock?.now() ?? 0;
  }

  askedWith(context: DashjsRulesContext): void {
    this.clock ??= new SessionClock();
    this.asked = context;
  }

  levelOf(representation: DashjsRepresentation): number | undefined {
    return this.ladder?.levelOf(representation.id);
  }

  /** What to hand to dash.js for a level; undefined if it does not permit it. */
  representationOf(level: number): DashjsRepresentation | undefined {
    const { asked, ladder } = this;
    return asked && ladder && permittedOf(asked, ladder).representations.get(level);
  }

  /** Whether dash.js has a segment to ask for: not at the end, and not before a live segment is there. */
  get hasNext(): boolean {
    if (this.cursor.isAimed) return true;
    const { processor, asked } = this;
    if (processor) return processor.probeNextRequest() !== null;
    // Another period is being played; this one is fetched ahead.
    return asked !== undefined && !this.cursor.isAtEndOf(asked.getMediaInfo().streamInfo.id);
  }

  /** @returns the pilot, with an observation of this instant; undefined while too little is known */
  observed(): Pilot | undefined {
    const { asked } = this;
    const pilot = asked && this.pilotFor(asked);
    if (!asked || !pilot || !this.ladder) return undefined;
    const { player } = this.parts;
    const { observation } = pilot;
    const { streamInfo } = asked.getMediaInfo();
    const element = player.getVideoElement();
    const { currentTime } = element;
    const segment = this.cursor.next(streamInfo, asked.getRepresentation(), currentTime);
    const rate = player.getPlaybackRate();
    observation.now = this.now();
    observation.phase = this.playback.phase;
    observation.buffer = bufferAhead(player, this.processor);
    observation.maxBuffer = bufferGoal(player, streamInfo);
    if (rate > 0) observation.playbackRate = rate;
    observation.allowed = permittedOf(asked, this.ladder).range;
    if (segment) {
      const { index, duration, remaining } = segment;
      const sizes = pilot.sizesOf(index);
      observation.segment = { index, duration, remaining, ...(sizes && { sizes }) };
    }
    const live = liveState(player, streamInfo);
    if (live) observation.live = live;
    else delete observation.live;
    observation.device = deviceState(element.clientHeight, element.getVideoPlaybackQuality?.());
    this.fetched.forgetBefore(currentTime);
    return pilot;
  }

  /** A segment of video came. */
  downloaded(representation: DashjsRepresentation, download: Download | undefined): void {
    const level = this.levelOf(representation);
    const pilot = this.observed();
    if (!pilot || !this.clock || level === undefined) return;
    if (!download || download.cached) {
      pilot.observation.lastLevel = level;
      return;
    }
    pilot.sampled({
      start: this.clock.at(download.startMs),
      firstByte: this.clock.at(download.firstByteMs),
      end: this.clock.at(download.endMs),
      bits: bitsFromBytes(download.bytes),
      level,
    });
  }

  private pilotFor(context: DashjsRulesContext): Pilot | undefined {
    const ladder = ladderOf(context);
    const segmentDuration = nominalDuration(context.getRepresentation());
    if (ladder.levels.length === 0 || segmentDuration === undefined) return undefined;
    if (!this.pilot || !this.ladder || !isSameLadder(this.ladder, ladder)) {
      const { player, policy, wishes, notices } = this.parts;
      const setting = {
        player: `dash.js ${player.getVersion().replace(/^v/, "")}`,
        levels: ladder.levels,
        segmentDuration,
        maxBuffer: bufferGoal(player, context.getMediaInfo().streamInfo),
        media: "video" as const,
        can: capabilities,
      };
      this.pilot = new Pilot(policy, wishes, setting, notices);
      this.sizedStream = undefined;
    }
    this.ladder = ladder;
    this.tellSizes(context, this.pilot, ladder);
    return this.pilot;
  }

  /** Once a period. */
  private tellSizes(context: DashjsRulesContext, pilot: Pilot, ladder: Ladder): void {
    const { id } = context.getMediaInfo().streamInfo;
    if (this.sizedStream === id) return;
    const controller = this.processor?.getRepresentationController();
    const all = ladder.ids.map((each) => controller?.getRepresentationById(each));
    if (!all.every((each): each is DashjsRepresentation => each !== undefined && each !== null)) return;
    this.sizedStream = id;
    for (const [index, bits] of sizeTable(all)) pilot.knowSizes(this.cursor.indexIn(id, index), bits);
  }
}
