import type { PolicyFactory } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import {
  type AdapterOptions,
  after,
  deviceState,
  type Notices,
  type Orders,
  Pilot,
  pageTime,
} from "../pilot/index.js";
import { capabilities } from "./capabilities.js";
import { type Download, Downloads } from "./downloads.js";
import { Hold } from "./hold.js";
import { Ladder } from "./ladder.js";
import { allowedLevels } from "./limits.js";
import { bufferedAhead, bufferGoal, observeLive } from "./observe.js";
import { Playback } from "./playback.js";
import {
  type HeadersReceived,
  MEDIA_SEGMENT,
  SEGMENT_REQUEST,
  type SegmentAppended,
  type ShakaAbrConfiguration,
  type ShakaCmsdManager,
  type ShakaContext,
  type ShakaMediaElement,
  type ShakaPlayer,
  type ShakaRequest,
  type ShakaResponse,
  type ShakaSegment,
  type ShakaStream,
  type ShakaVariant,
} from "./player.js";
import { type Place, placeAt, placeByTime, SizeReader, streamOf } from "./segments.js";

/** Shaka's own threshold (player.js, TYPICAL_BUFFERING_THRESHOLD_): with more, an element that waits does not wait for media. */
const STARVED_BELOW: Seconds = 0.5;

/** What the manager of a session knows that changes. */
export interface Surroundings {
  readonly player: ShakaPlayer;
  readonly element: ShakaMediaElement;
  readonly factory: PolicyFactory;
  readonly wishes: AdapterOptions;
  readonly notices: Notices;
  config: ShakaAbrConfiguration | undefined;
  cmsd: ShakaCmsdManager | null;
  playbackRate: number;
  /** What Shaka may choose of. */
  variants: readonly ShakaVariant[];
  /** That which Shaka's own logic would play: the adapter takes its audio. */
  theirs: ShakaVariant | undefined;
  /** Asks Shaka for another variant, from the next segment on, or, insisting, from the one that is under way. */
  switchTo(variant: ShakaVariant, insist: boolean): void;
  /** Runs what may fail in a player that is not as expected. */
  attempt<T>(run: () => T): T | undefined;
}

/** What was decided for a segment. */
interface Order {
  readonly level: number;
  /** When it was decided, and how long its request was to be held back from then. */
  readonly at: Seconds;
  readonly wait: Seconds;
  /** Media time of the segment, once it has been asked for. */
  segmentStart?: Seconds;
  insisted: boolean;
}

/**
 * A policy at work in a Shaka session.
 *
 * Shaka asks nobody before it fetches a segment: it takes the next one of the stream that was switched to last. So a segment
 * is decided on when the one before has been appended and there is room for more; Shaka looks for the next request a task
 * later, and a switch is in force by then. While the buffer is full, nothing is decided. Then the request itself, seen
 * in a request filter before it leaves, is the occasion: if the order is for another level, the adapter switches and
 * insists, Shaka drops the request, which nobody has seen, and asks anew. That covers whatever else Shaka does unasked.
 */
export class Session {
  private readonly around: Surroundings;
  private readonly origin = pageTime();
  private readonly downloads = new Downloads();
  /** Requests that wait until the policy's time has come. */
  private readonly waits = new Hold();
  /** Requests that wait to be dropped. */
  private readonly drops = new Hold();
  private readonly playback: Playback;
  private ladder: Ladder;
  private sizes: SizeReader;
  private pilot: Pilot | undefined;
  private order: Order | undefined;
  private stream: ShakaStream | null = null;
  private fullSince: Seconds | undefined;
  private enabled = false;

  constructor(around: Surroundings) {
    this.around = around;
    this.ladder = new Ladder(around.variants);
    this.sizes = new SizeReader(this.ladder);
    const { player, element } = around;
    this.playback = new Playback(player, element, {
      isStarved: () => this.isStarved(),
      stalled: this.onStall,
      sought: this.onSeek,
    });
    player.addEventListener("segmentappended", this.onAppended);
    player.addEventListener("downloadheadersreceived", this.onHeaders);
    player.addEventListener("downloadfailed", this.onFailed);
    const network = player.getNetworkingEngine();
    network?.registerRequestFilter(this.onRequest);
    network?.registerResponseFilter(this.onResponse);
  }

  close(): void {
    const { player } = this.around;
    this.enabled = false;
    this.playback.close();
    player.removeEventListener("segmentappended", this.onAppended);
    player.removeEventListener("downloadheadersreceived", this.onHeaders);
    player.removeEventListener("downloadfailed", this.onFailed);
    const network = player.getNetworkingEngine();
    network?.unregisterRequestFilter(this.onRequest);
    network?.unregisterResponseFilter(this.onResponse);
    this.letGo();
  }

  /** Takes other variants. Where there are levels among them that are new, the policy begins anew. */
  offer(variants: readonly ShakaVariant[]): void {
    if (this.ladder.offer(variants)) return;
    this.ladder = new Ladder(variants);
    this.sizes = new SizeReader(this.ladder);
    this.pilot = undefined;
    this.order = undefined;
  }

  /** @param stream that the player is about to play, when nothing has been played yet */
  enable(stream: ShakaStream | null): void {
    if (this.enabled) return;
    this.enabled = true;
    this.stream ??= stream;
    if (this.drives && this.downloads.idle) this.decideAndSwitch(this.placeAt(this.whereItBegins()));
  }

  disable(): void {
    this.enabled = false;
    this.order = undefined;
    this.letGo();
  }

  /**
   * What to play when the player asks of its own accord, because what may be played has changed: what was ordered, or the
   * next to it that may be played. The order falls in that case, and the next request is decided on anew.
   */
  choose(): ShakaVariant | undefined {
    if (!this.enabled || !this.drives || !this.pilot) return undefined;
    const [lowest, highest] = this.allowed();
    const wanted = this.order?.level ?? this.ladder.levelOf(this.stream);
    if (wanted === undefined) return undefined;
    const level = Math.min(Math.max(wanted, lowest), highest);
    if (level !== wanted) this.order = undefined;
    return this.variantOf(level);
  }

  /** Bytes came. */
  progressed(bytes: number, context: ShakaContext | undefined): void {
    const download = context && this.downloads.progress(context, bytes, this.now());
    if (!download || !this.enabled || !this.drives || !this.pilot?.hearsProgress) return;
    if (download.total !== undefined && download.loaded >= download.total) return;
    if (this.order?.segmentStart === download.segmentStart) this.mayGiveUp(download);
  }

  /** Shaka has weighed whether to drop a request: whatever came of it, none needs to be held any more. */
  weighed(): void {
    this.drops.release();
  }

  private letGo(): void {
    this.waits.release();
    this.drops.release();
  }

  private get drives(): boolean {
    return this.around.wishes.shadow !== true;
  }

  /** Whether Shaka fetches segments before those that precede them have come. */
  private get prefetches(): boolean {
    const { player, playbackRate } = this.around;
    const { segmentPrefetchLimit } = player.getConfiguration().streaming;
    return segmentPrefetchLimit > 0 && segmentPrefetchLimit * playbackRate > 1;
  }

  private now(): Seconds {
    return pageTime() - this.origin;
  }

  private readonly onRequest = (
    type: number,
    request: ShakaRequest,
    context?: ShakaContext,
  ): Promise<void> | undefined => this.around.attempt(() => this.asked(type, request, context));

  private asked(type: number, request: ShakaRequest, context?: ShakaContext): Promise<void> | undefined {
    const level = this.levelOf(type, context);
    if (level === undefined) return undefined;
    this.drops.release();
    const segment = context!.segment!;
    const segmentStart = segment.getStartTime();
    const isAhead = this.prefetches && this.downloads.otherThan(segmentStart);
    this.downloads.request(context!, request, level, this.now());
    this.stream = streamOf(context!, this.ladder);
    this.deliverFinished();
    if (!this.enabled || isAhead) return undefined;
    const order = this.orderFor(segment, level);
    if (!this.drives) return undefined;
    if (order.level !== level && !order.insisted) return this.insist(order);
    const wait = order.at + order.wait - this.now();
    if (wait <= 0) return undefined;
    return this.waits.wait(wait).then(() => this.downloads.sent(context!, this.now()));
  }

  /** The order for a segment that is being asked for, taken now unless it has been before. */
  private orderFor(segment: ShakaSegment, level: number): Order {
    const { order } = this;
    const segmentStart = segment.getStartTime();
    if (order && (order.segmentStart ?? segmentStart) === segmentStart) {
      order.segmentStart = segmentStart;
      return order;
    }
    const taken = this.decide(this.placeAt(segmentStart) ?? placeByTime(segment), level);
    taken.segmentStart = segmentStart;
    return taken;
  }

  /**
   * Shaka may prefetch: the request it waits for is this one only a few turns from now. And it may have to read the other
   * level's index before it drops it.
   */
  private insist(order: Order): Promise<void> {
    order.insisted = true;
    after(0, () => {
      const variant = this.order === order && this.enabled ? this.variantOf(order.level) : undefined;
      if (variant) this.around.switchTo(variant, true);
      else this.drops.release();
    });
    return this.drops.wait(Number.POSITIVE_INFINITY);
  }

  private readonly onResponse = (type: number, response: ShakaResponse, context?: ShakaContext): void => {
    if (this.around.attempt(() => this.levelOf(type, context)) === undefined) return;
    this.downloads.finish(context!, response, this.now(), this.around.config?.cacheLoadThreshold ?? 0);
  };

  private readonly onHeaders = (event: unknown): void => {
    this.downloads.headers(event as HeadersReceived, this.now());
  };

  private readonly onFailed = (event: unknown): void => {
    this.downloads.failed((event as HeadersReceived).request);
  };

  private readonly onAppended = (event: unknown): void => {
    this.around.attempt(() => this.appended(event as SegmentAppended));
  };

  private appended({ contentType, end, isDependency }: SegmentAppended): void {
    if (contentType !== this.stream?.type || isDependency) return;
    this.deliverFinished();
    this.order = undefined;
    // What is fetched ahead is not asked for again, so that there is no later occasion.
    const isAsked = this.isFull() && !this.prefetches;
    this.fullSince = isAsked ? this.now() : undefined;
    if (this.enabled && this.drives && !isAsked) this.decideAndSwitch(this.placeAt(end));
  }

  private readonly onStall = (): void => {
    this.pilot?.stalled(this.now());
  };

  private readonly onSeek = (): void => {
    this.around.attempt(() => this.sought());
  };

  private sought(): void {
    const { element } = this.around;
    this.letGo();
    this.fullSince = undefined;
    this.pilot?.sought(element.currentTime);
    const isBuffered = this.ranges().some(
      ({ start, end }) => element.currentTime >= start && element.currentTime < end,
    );
    if (isBuffered) return;
    this.downloads.forgetRunning();
    this.order = undefined;
    // Which segment Shaka begins with, the request will tell. Without prefetching it would not be dropped any more then.
    const { segmentPrefetchLimit } = this.around.player.getConfiguration().streaming;
    if (this.enabled && this.drives && segmentPrefetchLimit === 0)
      this.decideAndSwitch(this.placeAt(element.currentTime));
  }

  private mayGiveUp({ level, segmentStart, ...download }: Download): void {
    const pilot = this.pilot!;
    const place = this.placeAt(segmentStart);
    if (!place) return;
    this.observe(pilot, place);
    const { start, firstByte, loaded, total } = download;
    const to = pilot.progressed({
      segment: place.index,
      level,
      start,
      ...(firstByte !== undefined && { firstByte }),
      loaded,
      ...(total !== undefined && { total }),
    });
    const variant = to === undefined || to === level ? undefined : this.variantOf(to);
    if (!variant) return;
    this.order = { level: to!, at: this.now(), wait: 0, segmentStart, insisted: true };
    this.around.switchTo(variant, true);
  }

  private decideAndSwitch(place: Place | undefined): void {
    if (!place) return;
    const variant = this.variantOf(this.decide(place).level);
    if (variant) this.around.switchTo(variant, false);
  }

  /** @param playerLevel that the player asks for */
  private decide(place: Place, playerLevel?: number): Order {
    const pilot = this.pilotFor(place);
    this.observe(pilot, place);
    if (this.fullSince !== undefined) pilot.idled(this.now() - this.fullSince);
    this.fullSince = undefined;
    const orders: Orders = pilot.decide(this.drives ? undefined : playerLevel);
    this.order = { level: orders.level, at: this.now(), wait: orders.wait, insisted: false };
    return this.order;
  }

  private pilotFor(place: Place): Pilot {
    if (this.pilot) return this.pilot;
    const { player, factory, wishes, notices, variants } = this.around;
    const version = (player.constructor as { readonly version?: unknown }).version;
    this.pilot = new Pilot(
      factory,
      wishes,
      {
        player: `Shaka Player ${String(version ?? "").replace(/^v/, "")}`.trim(),
        levels: this.ladder.levels,
        segmentDuration: place.duration,
        maxBuffer: bufferGoal(player),
        media: variants.some(({ video }) => video) ? "video" : "audio",
        can: capabilities,
      },
      notices,
    );
    return this.pilot;
  }

  private observe(pilot: Pilot, place: Place | undefined): void {
    const { player, element, playbackRate } = this.around;
    const { observation } = pilot;
    this.sizes.read(pilot);
    observation.now = this.now();
    observation.phase = this.playback.phase;
    observation.buffer = bufferedAhead(this.ranges(), element.currentTime);
    observation.maxBuffer = bufferGoal(player);
    observation.playbackRate = playbackRate;
    observation.allowed = this.allowed();
    if (place) {
      const { index, duration, remaining } = place;
      const sizes = pilot.sizesOf(index);
      observation.segment = { index, duration, remaining, ...(sizes && { sizes }) };
    }
    observeLive(observation, player, element, this.stream?.segmentIndex);
    observation.device = deviceState(element.clientHeight, element.getVideoPlaybackQuality?.());
  }

  /** Tells the policy of what has come. What a cache answered is what plays, but no sample of the network. */
  private deliverFinished(): void {
    for (const { sample, cached } of this.downloads.takeFinished()) {
      const { pilot } = this;
      if (!pilot) continue;
      if (cached) pilot.observation.lastLevel = sample.level;
      else {
        this.observe(pilot, undefined);
        pilot.sampled(sample);
      }
    }
  }

  private levelOf(type: number, context: ShakaContext | undefined): number | undefined {
    if (type === SEGMENT_REQUEST && !context)
      throw new Error("requests do not say which segment they are for");
    if (type !== SEGMENT_REQUEST || context?.type !== MEDIA_SEGMENT || !context.segment) return undefined;
    return this.ladder.levelOf(streamOf(context, this.ladder));
  }

  private variantOf(level: number): ShakaVariant | undefined {
    return this.ladder.variantOf(level, this.around.theirs?.audio);
  }

  private allowed(): [min: number, max: number] {
    const { config, element, cmsd } = this.around;
    return allowedLevels(this.ladder, { config, element, maxBitrate: cmsd?.getMaxBitrate() ?? undefined });
  }

  private ranges() {
    const { audio, video } = this.around.player.getBufferedInfo();
    return this.stream?.type === "audio" ? audio : video;
  }

  private isStarved(): boolean {
    const { player, element } = this.around;
    const { audio, video } = player.getBufferedInfo();
    return [audio, video].some(
      (ranges) => ranges.length > 0 && bufferedAhead(ranges, element.currentTime) < STARVED_BELOW,
    );
  }

  private isFull(): boolean {
    const { player, element } = this.around;
    return bufferedAhead(this.ranges(), element.currentTime) >= bufferGoal(player);
  }

  /** The element is not there yet when the first segment is decided on. */
  private whereItBegins(): Seconds {
    const { player, element } = this.around;
    return player.isLive() ? player.seekRange().end : element.currentTime;
  }

  private placeAt(time: Seconds): Place | undefined {
    const index = this.stream?.segmentIndex;
    return index ? placeAt(index, time, this.around.player.isLive()) : undefined;
  }
}
