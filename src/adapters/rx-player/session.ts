import type { Phase, PolicyFactory, Sample } from "../../model/policy.js";
import { type Bits, bitsFromBytes, type Seconds } from "../../units.js";
import { type AdapterOptions, deviceState, type Notices, Pilot, pageTime } from "../pilot/index.js";
import { capabilities } from "./capabilities.js";
import { sleep } from "./clock.js";
import { Ladder } from "./ladder.js";
import { isLoadable, load } from "./load.js";
import type {
  RxLoaderCallbacks,
  RxMediaElement,
  RxPlayer,
  RxRepresentation,
  RxSegmentContext,
  RxSegmentLoader,
} from "./player.js";

export interface SessionParts {
  readonly player: RxPlayer;
  readonly factory: PolicyFactory;
  readonly wishes: AdapterOptions;
  readonly notices: Notices;
}

/** rx-player's own limit, default_config.js, CACHE_LOAD_DURATION_THRESHOLDS: what comes sooner came from a cache. */
const CACHED_BELOW: Seconds = 0.05;
/** How long what has been loaded may take to get into the buffer, and how often that is looked at. */
const PUSHED_WITHIN: Seconds = 0.5;
const LOOK_EVERY: Seconds = 0.01;
/** An element that waits with more is not waiting for media. */
const STARVED_BELOW: Seconds = 0.5;
/** A hole that playback gets over. */
const GAP: Seconds = 0.2;

interface Order {
  readonly level: number;
  readonly until: Seconds;
  url?: string | undefined;
}

/**
 * A policy at work on a content of rx-player. The player calls the segment loader for each segment it wants, and the loader
 * is asked for another as soon as it has handed one over: so the decision is taken there. If it is for another level than
 * the one that is asked for, that level is locked alone; the player then drops the request, which nobody has seen, and asks
 * anew.
 */
export class Session {
  private readonly parts: SessionParts;
  private readonly origin = pageTime();
  private ladder: Ladder | undefined;
  private pilot: Pilot | undefined;
  private element: RxMediaElement | null = null;
  private locked: string | undefined;
  private order: Order | undefined;
  private segmentDuration: Seconds | undefined;
  private endBefore: Seconds | undefined;
  private fullSince: Seconds | undefined;
  /** Of what came before the policy was made. */
  private early: Sample[] = [];
  private phase: Phase = "startup";
  private closed = false;

  constructor(parts: SessionParts) {
    this.parts = parts;
    parts.player.addEventListener("newAvailablePeriods", this.onPeriods);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.parts.player.removeEventListener("newAvailablePeriods", this.onPeriods);
    this.listen("removeEventListener");
  }

  /** What loads in the place of rx-player's own loader. */
  readonly loader: RxSegmentLoader = (context, callbacks) => {
    if (this.closed || context.trackType !== "video" || context.isInit || !isLoadable(context)) {
      callbacks.fallback();
      return undefined;
    }
    let abort = () => {};
    let isAborted = false;
    const go = (level: number | undefined) => {
      if (isAborted) return;
      if (level === undefined) callbacks.fallback();
      else abort = this.load(context, callbacks, level);
    };
    this.turn(context, () => isAborted).then(go, (error: unknown) => {
      this.parts.notices.tell(
        "no extension point",
        `the adapter for rx-player 4.5 cannot steer this player: ${String(error)}. Its own ABR plays from here on.`,
      );
      this.close();
      this.unlock();
      if (!isAborted) callbacks.fallback();
    });
    return () => {
      isAborted = true;
      abort();
    };
  };

  unlock(): void {
    if (this.locked === undefined) return;
    this.locked = undefined;
    try {
      this.parts.player.unlockVideoRepresentations();
    } catch {
      // There is no content any more, and so no lock.
    }
  }

  private get drives(): boolean {
    return this.parts.wishes.shadow !== true;
  }

  /** Before anything is asked for: the lowest level, because nothing is known of segments yet. */
  private readonly onPeriods = (): void => {
    if (this.drives && !this.pilot && this.knowLevels())
      this.lock(this.ladder!.allowed(this.representations())[0]);
  };

  /** @returns the level to load, when it is time; undefined to leave it to the player */
  private async turn(context: RxSegmentContext, isAborted: () => boolean): Promise<number | undefined> {
    const { url } = context;
    if (this.order && (this.order.url ?? url) === url) {
      this.order.url = url;
      return this.held(this.order, isAborted);
    }
    await this.pushed(isAborted);
    if (isAborted() || !this.knowLevels()) return undefined;
    const { player } = this.parts;
    const asked = this.ladder!.indexOf(player.getVideoRepresentation());
    if (!this.segmentDuration) return asked;
    if (this.drives && this.isLockedByPage()) return asked;
    const pilot = this.pilotNow();
    this.observe(pilot);
    if (this.fullSince !== undefined) pilot.idled(this.now() - this.fullSince);
    this.fullSince = undefined;
    if (!this.drives) {
      pilot.decide(asked);
      this.order = { level: asked ?? 0, until: 0, url };
      return asked;
    }
    const { level, wait } = pilot.decide();
    this.order = { level, until: this.now() + wait };
    if (this.ladder!.ids[level] === this.locked) {
      this.order.url = url;
      return this.held(this.order, isAborted);
    }
    this.lock(level);
    // The player drops this request, and asks for the segment again.
    await sleep(PUSHED_WITHIN);
    return isAborted() ? undefined : asked;
  }

  private async held(order: Order, isAborted: () => boolean): Promise<number> {
    while (!isAborted() && this.now() < order.until && this.order === order)
      await sleep(Math.min(order.until - this.now(), PUSHED_WITHIN));
    return order.level;
  }

  /** Waits until what has been loaded last is in the buffer: a switch would have it loaded again. */
  private async pushed(isAborted: () => boolean): Promise<void> {
    if (this.endBefore === undefined) return;
    const before = this.endBefore;
    const latest = this.now() + PUSHED_WITHIN;
    while (!isAborted() && this.now() < latest && this.bufferedEnd() <= before) await sleep(LOOK_EVERY);
    const grown = this.bufferedEnd() - before;
    if (grown > 0) this.segmentDuration ??= grown;
    this.endBefore = undefined;
  }

  private load(context: RxSegmentContext, callbacks: RxLoaderCallbacks, level: number): () => void {
    const start = this.now();
    let firstByte: Seconds | undefined;
    return load(context, callbacks, {
      headers: () => {
        firstByte = this.now();
      },
      progress: (bytes, total) =>
        this.mayGiveUp(level, start, firstByte, bitsFromBytes(bytes), total && bitsFromBytes(total)),
      loaded: (bytes) => this.loaded(level, start, firstByte ?? start, bitsFromBytes(bytes)),
    });
  }

  private loaded(level: number, start: Seconds, firstByte: Seconds, bits: Bits): void {
    const end = this.now();
    this.order = undefined;
    this.endBefore = this.bufferedEnd();
    this.fullSince = this.buffer() + (this.segmentDuration ?? 0) >= this.goal() ? end : undefined;
    const sample: Sample = { start, firstByte, end, bits, level };
    const { pilot } = this;
    if (!pilot) {
      this.early = [sample];
      return;
    }
    this.observe(pilot);
    // It is on its way into the buffer.
    pilot.observation.buffer += this.segmentDuration!;
    this.tell(pilot, sample);
  }

  private tell(pilot: Pilot, sample: Sample): void {
    if (sample.end - sample.start < CACHED_BELOW) pilot.observation.lastLevel = sample.level;
    else pilot.sampled(sample);
  }

  private mayGiveUp(
    level: number,
    start: Seconds,
    firstByte: Seconds | undefined,
    loaded: Bits,
    total: Bits | undefined,
  ): void {
    const { pilot } = this;
    if (!this.drives || this.closed || !pilot?.hearsProgress || loaded === total) return;
    this.observe(pilot);
    const segment = pilot.observation.segment.index;
    const to = pilot.progressed({
      segment,
      level,
      start,
      ...(firstByte !== undefined && { firstByte }),
      loaded,
      ...(total !== undefined && { total }),
    });
    if (to === undefined || to === level) return;
    this.order = { level: to, until: 0 };
    // Not from within what the player calls.
    void sleep(0).then(() => this.lock(to));
  }

  private pilotNow(): Pilot {
    const { player, factory, wishes, notices } = this.parts;
    if (this.pilot) return this.pilot;
    const pilot = new Pilot(
      factory,
      wishes,
      {
        player: `rx-player ${player.version}`,
        levels: this.ladder!.levels,
        segmentDuration: this.segmentDuration!,
        maxBuffer: this.goal(),
        media: "video",
        can: capabilities,
      },
      notices,
    );
    this.pilot = pilot;
    for (const sample of this.early) {
      this.observe(pilot);
      this.tell(pilot, sample);
    }
    this.early = [];
    return pilot;
  }

  private observe(pilot: Pilot): void {
    const { player } = this.parts;
    const { observation } = pilot;
    const duration = this.segmentDuration!;
    const end = this.bufferedEnd();
    const last = player.getMaximumPosition();
    observation.now = this.now();
    observation.phase = this.element?.seeking && this.phase !== "startup" ? "seeking" : this.phase;
    observation.buffer = this.buffer();
    observation.maxBuffer = this.goal();
    observation.playbackRate = player.getPlaybackRate();
    observation.allowed = this.ladder!.allowed(this.representations());
    observation.segment = {
      index: Math.round(end / duration),
      duration,
      remaining:
        player.isLive() || last === null
          ? Number.POSITIVE_INFINITY
          : Math.max(1, Math.round((last - end) / duration)),
    };
    const { element } = this;
    observation.device = deviceState(element?.clientHeight ?? 0, element?.getVideoPlaybackQuality?.());
  }

  /** Reads the ladder, and with another track, another: the policy begins anew. */
  private knowLevels(): boolean {
    const representations = this.representations();
    if (representations.length === 0) return false;
    if (!this.ladder?.isOf(representations)) {
      this.ladder = new Ladder(representations);
      this.pilot = undefined;
    }
    if (!this.element) {
      this.element = this.parts.player.getVideoElement();
      this.listen("addEventListener");
    }
    return true;
  }

  private representations(): readonly RxRepresentation[] {
    return this.parts.player.getVideoTrack()?.representations ?? [];
  }

  private lock(level: number): void {
    const id = this.ladder!.ids[level]!;
    if (this.closed || id === this.locked) return;
    this.locked = id;
    this.parts.player.lockVideoRepresentations({ representations: [id], switchingMode: "lazy" });
  }

  /** The page's own lock, such as a viewer's choice, stands until it is taken off. */
  private isLockedByPage(): boolean {
    const locked = this.parts.player.getLockedVideoRepresentations();
    if (locked === null) this.locked = undefined;
    return locked !== null && !(locked.length === 1 && locked[0] === this.locked);
  }

  private listen(verb: "addEventListener" | "removeEventListener"): void {
    this.element?.[verb]("playing", this.onPlaying);
    this.element?.[verb]("waiting", this.onWaiting);
    this.element?.[verb]("seeking", this.onSeeking);
  }

  private readonly onPlaying = (): void => {
    this.phase = "playing";
  };

  private readonly onWaiting = (): void => {
    if (this.phase !== "playing" || this.element?.seeking || this.buffer() >= STARVED_BELOW) return;
    this.phase = "rebuffering";
    this.pilot?.stalled(this.now());
  };

  private readonly onSeeking = (): void => {
    this.order = undefined;
    this.fullSince = undefined;
    this.endBefore = undefined;
    if (this.phase !== "startup") this.pilot?.sought(this.element!.currentTime);
  };

  private now(): Seconds {
    return pageTime() - this.origin;
  }

  private goal(): Seconds {
    return this.parts.player.getWantedBufferAhead();
  }

  private buffer(): Seconds {
    return this.bufferedEnd() - (this.element?.currentTime ?? 0);
  }

  private bufferedEnd(): Seconds {
    const { currentTime = 0, buffered } = this.element ?? {};
    let end = currentTime;
    for (let at = 0; at < (buffered?.length ?? 0); at++)
      if (buffered!.start(at) <= end + GAP && buffered!.end(at) > end) end = buffered!.end(at);
    return end;
  }
}
