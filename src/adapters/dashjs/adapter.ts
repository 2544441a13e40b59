import { msFromSeconds, type Seconds } from "../../units.js";
import { pageTimeMs } from "../pilot/index.js";
import { downloadOf } from "./download.js";
import { type Listener, type Listening, listenTo } from "./events.js";
import { HeldSettings } from "./held-settings.js";
import { InFlightWatch } from "./in-flight-watch.js";
import { bufferEnd, isStarved } from "./observe.js";
import {
  type DashjsFragmentEvent,
  type DashjsPlayer,
  type DashjsRepresentation,
  type DashjsRequest,
  type DashjsRulesContext,
  INIT_SEGMENT,
  MEDIA_SEGMENT,
  streamingOf,
  VIDEO,
} from "./player.js";
import type { Helm } from "./rules.js";
import { Session, type SessionParts } from "./session.js";

/** What was ordered for the segment that dash.js will ask for next. */
interface Order {
  readonly level: number;
  readonly representation: DashjsRepresentation;
  /** Until when the request is held back. */
  readonly until: Seconds;
  /** The segment to fetch instead of the next. */
  readonly replace: Seconds | undefined;
}

/**
 * Between dash.js's rules and events on the one side, and the pilot on the other. The rules are asked whenever dash.js
 * likes; the policy is asked once for each request: the order stands until the request is made.
 */
export class DashjsAdapter implements Helm, Listener {
  private readonly player: DashjsPlayer;
  private readonly parts: SessionParts;
  private readonly settings: HeldSettings;
  private session: Session;
  private working = true;
  private order: Order | undefined;
  private inFlight: InFlightWatch | undefined;
  /** A download is being given up: what follows has been ordered. */
  private abandoning = false;
  /** Of the segment that has to be asked for again, because its request was lost. */
  private again: Seconds | undefined;

  constructor(parts: SessionParts) {
    this.player = parts.player;
    this.parts = parts;
    this.settings = new HeldSettings(parts.player);
    this.session = new Session(parts);
  }

  get drives(): boolean {
    return this.working && this.parts.wishes.shadow !== true;
  }

  listen(names: Readonly<Record<string, string>>): Listening {
    return listenTo(this.player, names, this, (run) => void this.safely(run));
  }

  detach(): void {
    this.working = false;
    this.settings.giveBack();
  }

  askQuality(context: DashjsRulesContext): DashjsRepresentation | undefined {
    return this.safely(() => {
      if (context.getMediaType() !== VIDEO) return undefined;
      this.session.askedWith(context);
      if (!this.drives) return undefined;
      const current = context.getRepresentation();
      // A request under way: dash.js also asks when its element is resized.
      if (this.inFlight || this.abandoning) return current;
      this.order ??= this.decide();
      this.carryOut();
      return this.order?.representation ?? current;
    });
  }

  askAbandon(context: DashjsRulesContext): DashjsRepresentation | undefined {
    return this.safely(() => {
      const { inFlight, session } = this;
      if (!inFlight || context.getCurrentRequest() !== inFlight.request || this.abandoning) return undefined;
      if (!session.pilot?.hearsProgress || !session.clock) return undefined;
      const progress = inFlight.progressed(session.clock);
      const level = progress && session.observed()?.progressed(progress);
      if (level === undefined || level === progress?.level || !this.drives) return undefined;
      const representation = session.representationOf(level);
      if (!representation) return undefined;
      this.abandoning = true;
      this.settings.liftAbandonTimeout();
      return representation;
    });
  }

  requested({ mediaType, streamId, request }: DashjsFragmentEvent): void {
    if (!isVideo(mediaType, request)) return;
    const { session, order } = this;
    const continues = this.abandoning || this.again === request.startTime;
    if (!this.drives && !continues) this.decideBeside(request);
    const stream = streamId ?? "";
    session.cursor.requested(stream, request);
    const level = session.levelOf(request.representation);
    if (level !== undefined)
      this.inFlight = new InFlightWatch(request, session.cursor.indexIn(stream, request.index), level);
    this.forgetPlans();
    if (!session.context) this.tellUnasked();
    else if (order && level !== order.level) this.tellDisobeyed(order.level, level);
  }

  loaded(event: DashjsFragmentEvent): void {
    const { mediaType, request, response, error } = event;
    if (!isVideo(mediaType, request)) return;
    this.over(request);
    if (error || !response) {
      this.again = request.startTime;
      return;
    }
    const { session } = this;
    const { video = 0 } = streamingOf(this.player).cacheLoadThresholds ?? {};
    session.downloaded(request.representation, downloadOf(event, pageTimeMs(), video));
    const { startTime: start, duration } = request;
    session.fetched.came({ start, duration, level: session.levelOf(request.representation) ?? 0 });
  }

  lost({ mediaType, request }: DashjsFragmentEvent): void {
    if (!isVideo(mediaType, request)) return;
    const { cursor } = this.session;
    this.over(request);
    this.again = request.startTime;
    // dash.js asks for it again, unless it has been told to go elsewhere.
    if (!cursor.isAimed) cursor.aim(middleOf(request));
  }

  appended({ mediaType, segmentType }: { readonly mediaType?: string; readonly segmentType?: string }): void {
    if (mediaType !== VIDEO) return;
    if (segmentType === MEDIA_SEGMENT) this.session.playback.appended(this.session.now());
    if (segmentType !== INIT_SEGMENT || !this.drives || this.abandoning) return;
    if (this.order) this.carryOut();
    // After a seek dash.js would fetch a segment without asking its rules.
    else this.session.context?.getScheduleController().setShouldCheckPlaybackQuality(true);
  }

  aimed({ mediaType = VIDEO, time }: { readonly mediaType?: string; readonly time?: number }): void {
    if (mediaType === VIDEO && time !== undefined && time >= 0) this.session.cursor.aim(time);
  }

  seeking({ seekTime }: { readonly seekTime?: number }): void {
    const { session } = this;
    const time = seekTime ?? this.player.getVideoElement().currentTime;
    const isViewers = session.playback.seeking();
    const isBuffered = session.processor?.getBufferController()?.hasBufferAtTime(time) ?? false;
    // Of a request that was being held back, dash.js does not say that it is gone.
    if (!isBuffered) this.inFlight = undefined;
    if (isViewers && !isBuffered) {
      session.cursor.aim(time);
      // They were about another segment.
      this.forgetPlans();
    }
    if (isViewers) session.pilot?.sought(time);
  }

  sought(): void {
    this.session.playback.sought();
  }

  waiting(): void {
    const { playback, pilot } = this.session;
    if (isStarved(this.player) && playback.waiting()) pilot?.stalled(this.session.now());
  }

  playing(): void {
    this.session.playback.playing();
  }

  ended(): void {
    this.session = new Session(this.parts);
    this.inFlight = undefined;
    this.forgetPlans();
  }

  /** Of the next request. */
  private forgetPlans(): void {
    this.order = undefined;
    this.abandoning = false;
    this.again = undefined;
  }

  private over(request: DashjsRequest): void {
    if (this.inFlight?.request === request) this.inFlight = undefined;
  }

  private decide(): Order | undefined {
    const { session } = this;
    if (!session.hasNext) {
      session.playback.notIdle();
      return undefined;
    }
    const pilot = session.observed();
    if (!pilot) return undefined;
    this.settings.holdFastSwitch();
    pilot.idled(session.playback.asking(pilot.observation.now));
    const { level, wait, replaceFrom } = pilot.decide();
    const representation = session.representationOf(level);
    if (!representation) return undefined;
    return {
      level,
      representation,
      until: session.now() + wait,
      replace: replaceFrom === undefined ? undefined : this.segmentToReplace(level, replaceFrom),
    };
  }

  /** In a shadow: dash.js has chosen, and the policy is asked about the same segment. */
  private decideBeside(request: DashjsRequest): void {
    const { session } = this;
    if (!this.working) return;
    session.cursor.aim(middleOf(request));
    const pilot = session.observed();
    pilot?.idled(session.playback.asking(pilot.observation.now));
    pilot?.decide(session.levelOf(request.representation));
  }

  private segmentToReplace(level: number, from: Seconds): Seconds | undefined {
    const { fetched, processor } = this.session;
    const { currentTime } = this.player.getVideoElement();
    const end = bufferEnd(processor, currentTime);
    return end === undefined ? undefined : fetched.firstBelow(level, from, currentTime, end);
  }

  /** Again each time that dash.js comes nearer to the request: what it was told may have been used up on the way. */
  private carryOut(): void {
    const { order, session } = this;
    if (!order) return;
    const wait = Math.max(0, order.until - session.now());
    session.context?.getScheduleController().setTimeToLoadDelay(msFromSeconds(wait));
    if (order.replace !== undefined) session.processor?.setExplicitBufferingTime(order.replace);
  }

  private tellUnasked(): void {
    if (!this.working || streamingOf(this.player).abr?.autoSwitchBitrate?.video === false) return;
    this.parts.notices.tell(
      "no extension point",
      "dash.js fetches video without asking the policy: expected attachToDashjs before player.initialize. The player's own ABR plays.",
    );
  }

  private tellDisobeyed(ordered: number, fetched: number | undefined): void {
    this.parts.notices.tell(
      "not carried over",
      `dash.js fetched level ${fetched} where ${ordered} was ordered: another rule of the page, or partial segments, may keep it from switching.`,
    );
  }

  /** A fault of the adapter's, or an object that is not what it was in dash.js 5.2, must not stop playback. */
  private safely<T>(run: () => T): T | undefined {
    if (!this.working) return undefined;
    try {
      return run();
    } catch (error) {
      this.working = false;
      this.parts.notices.tell(
        "bad input",
        `the adapter for dash.js ${this.player.getVersion()} failed: ${String(error)}. The player's own ABR plays.`,
      );
      return undefined;
    }
  }
}

const isVideo = (mediaType: string | undefined, request: DashjsRequest): boolean =>
  mediaType === VIDEO && request.type === MEDIA_SEGMENT;

const middleOf = ({ startTime, duration }: DashjsRequest): Seconds => startTime + duration / 2;
