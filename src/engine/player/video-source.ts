import type { Decision, InFlight } from "../../model/policy.js";
import type { PlayerSettings } from "../../model/settings/index.js";
import type { Video } from "../../model/video.js";
import type { Bits, Seconds } from "../../units.js";
import type { SessionClock } from "../session-clock.js";
import type { Player } from "./player.js";
import { checkedWait } from "./policy-fault.js";
import type { PolicyHost } from "./policy-host.js";
import type { SegmentTimes } from "./segment-times.js";
import type { Choice, TrackSource } from "./track-source.js";

/** The video track: its policy decides, within what the player allows. */
export class VideoSource implements TrackSource {
  readonly kind = "video";
  private readonly video: Video;
  private readonly times: SegmentTimes;
  private readonly host: PolicyHost;
  private readonly player: Player;
  private readonly clock: SessionClock;
  private readonly settings: PlayerSettings;
  private lastChosen: number | undefined;

  constructor(parts: {
    readonly video: Video;
    readonly times: SegmentTimes;
    readonly host: PolicyHost;
    readonly player: Player;
    readonly clock: SessionClock;
    readonly settings: PlayerSettings;
  }) {
    this.video = parts.video;
    this.times = parts.times;
    this.host = parts.host;
    this.player = parts.player;
    this.clock = parts.clock;
    this.settings = parts.settings;
  }

  get hearsProgress(): boolean {
    return this.host.hearsProgress;
  }

  get atTop(): boolean {
    return this.lastChosen === this.host.observed.allowed[1];
  }

  sizeOf(segment: number, level: number): Bits {
    return this.video.sizes[segment]![level]!;
  }

  choose(segment: number, buffer: Seconds, stays: (segment: number) => boolean): Choice {
    const { host, settings } = this;
    const { firstLevel } = settings;
    host.observed.showSegment(segment);
    const [, top] = host.observed.allowed;
    const fixed: Decision | undefined =
      this.lastChosen === undefined && firstLevel !== undefined
        ? { level: Math.min(firstLevel, top) }
        : undefined;
    const decision = fixed ?? host.decide({ ...this.view(), buffer });
    const level = fixed?.level ?? host.clamped(decision.level);
    const choice = {
      segment: this.replacing(segment, level, decision.replaceFrom, stays),
      level,
      wait: checkedWait(decision),
      estimate: decision.estimate,
      reason: decision.reason,
    };
    host.asking = undefined;
    this.lastChosen = level;
    return choice;
  }

  idled(seconds: Seconds): void {
    this.host.idled(seconds);
  }

  delivered(level: number, nextSegment: number): void {
    this.host.sampled(this.view(), level, nextSegment);
  }

  progressed(inFlight: InFlight): number | undefined {
    return this.host.progressed(this.view(), inFlight);
  }

  private view() {
    const { clock, player } = this;
    return { now: clock.now, state: player.state, buffer: player.bufferOf(player.video) };
  }

  /** The segment to fetch: the one asked about, or the first of those in the buffer that are to be replaced. */
  private replacing(
    segment: number,
    level: number,
    replaceFrom: Seconds | undefined,
    stays: (segment: number) => boolean,
  ): number {
    const { fastSwitch } = this.settings;
    const { lastChosen, player } = this;
    if (fastSwitch?.replaces === "all" && replaceFrom === undefined)
      return level === lastChosen ? segment : this.replacingAll(segment, level, fastSwitch.aheadSegments);
    const upswitch = lastChosen !== undefined && level > lastChosen;
    let from = replaceFrom;
    if (from === undefined && fastSwitch && upswitch)
      from = player.position() + fastSwitch.aheadSegments * this.video.segmentDuration;
    return from === undefined ? segment : this.replacingLower(segment, level, from, stays);
  }

  private replacingLower(
    segment: number,
    level: number,
    from: Seconds,
    stays: (segment: number) => boolean,
  ): number {
    const { player, times } = this;
    // What is being shown is left as it is.
    const earliest = times.segmentAt(player.position()) + 1;
    for (let each = earliest; each < Math.min(segment, player.video.firstMissing); each++) {
      if (times.starts[each]! < from || stays(each)) continue;
      if ((player.video.levelOf(each) ?? level) < level) return each;
    }
    return segment;
  }

  private replacingAll(segment: number, level: number, aheadSegments: number): number {
    const { player, times, video } = this;
    const first = times.segmentAt(player.position() + aheadSegments * video.segmentDuration);
    const there = player.video.levelOf(first);
    return first < segment && there !== undefined && there < level ? first : segment;
  }
}
