import type { Seconds } from "../../units.js";
import { Downloads, type FragmentRequest } from "./downloads.js";
import { Ladder } from "./ladder.js";
import { observe } from "./observe.js";
import { StandingOrder } from "./order.js";
import { Clock } from "./page.js";
import { Playback } from "./playback.js";
import type {
  AbrComponent,
  FragmentEvent,
  HlsjsClass,
  HlsjsDetails,
  HlsjsListener,
  HlsjsMedia,
  HlsjsPlayer,
  StockController,
} from "./player.js";
import { bufferLimit, isMedia, type MediaFragment, nextFragment } from "./segments.js";
import type { Session, Steering } from "./session.js";
import { Sessions } from "./sessions.js";

/**
 * A policy in the place of hls.js's AbrController. The player reads {@link nextAutoLevel} at each tick, every 100 ms, and
 * just before it asks for a fragment: a decision is taken when it is about to ask, and stands until the fragment has
 * come. The stock controller lives on beside it, for its estimates, its checks of what can be decoded, and shadows.
 */
export class PolicyController implements AbrComponent {
  private readonly hls: HlsjsPlayer;
  private readonly shadow: boolean;
  private readonly stock: StockController;
  private readonly emergency: string;
  private readonly events: readonly (readonly [string, HlsjsListener])[];
  private readonly clock = new Clock();
  private readonly sessions: Sessions;
  private readonly order: StandingOrder;
  private readonly playback: Playback;
  private readonly downloads: Downloads;
  /** The index of a level that the player wants for one fragment. */
  private forced: number | undefined;
  /** The index that the player was told last. */
  private told: number | undefined;
  private fullSince: Seconds | undefined;
  private deciding = false;
  private askedForAny = false;

  constructor(Hls: HlsjsClass, hls: HlsjsPlayer, steering: Steering) {
    const { Events } = Hls;
    this.hls = hls;
    this.shadow = steering.options.shadow === true;
    this.stock = new Hls.DefaultConfig.abrController(hls as never);
    this.emergency = Events.FRAG_LOAD_EMERGENCY_ABORTED;
    this.order = new StandingOrder(hls);
    this.sessions = new Sessions(steering, hls, () => this.sessionEnds());
    this.playback = new Playback({
      stalled: () => this.sessions.current?.pilot.stalled(this.clock.now()),
      sought: (to) => this.sessions.current?.pilot.sought(to),
      moving: () => this.order.doubt(this.nextToAskFor()),
    });
    this.downloads = new Downloads(this.clock, {
      observe: (session) => this.observe(session),
      mayGiveUp: () => !this.shadow && hls.autoLevelEnabled,
      giveUp: (request, instead) => this.giveUp(request, instead),
    });
    // After the stock controller's, which has just registered its own.
    this.events = [
      [Events.MANIFEST_LOADING, () => this.restart()],
      [Events.LEVELS_UPDATED, () => this.sessions.levelsUpdated()],
      [Events.MAX_AUTO_LEVEL_UPDATED, () => this.limitsUpdated()],
      [Events.MEDIA_ATTACHED, (_, { media }: { media: HlsjsMedia }) => this.playback.attach(media)],
      [Events.MEDIA_DETACHING, () => this.playback.detach()],
      [Events.FRAG_LOADING, (_, event: FragmentEvent) => this.fragmentLoading(event)],
      [Events.FRAG_LOADED, (_, event: FragmentEvent) => this.fragmentLoaded(event)],
      [Events.FRAG_BUFFERED, (_, { frag }: FragmentEvent) => isMedia(frag) && this.downloads.report()],
      [Events.BUFFER_FLUSHING, () => this.order.doubt()],
      [Events.ERROR, (_, { details }: { details: string }) => this.playback.reported(details)],
    ];
    for (const [event, listener] of this.events) hls.on(event, listener, this);
  }

  /** What comes of its requests later is told to nobody: another session's policy knows other levels. */
  private sessionEnds(): void {
    this.order.drop();
    this.downloads.leave();
  }

  get bwEstimator(): object | undefined {
    return this.stock.bwEstimator;
  }

  resetEstimator(defaultEstimate: number): void {
    this.stock.resetEstimator(defaultEstimate);
  }

  destroy(): void {
    for (const [event, listener] of this.events) this.hls.off(event, listener, this);
    this.playback.detach();
    this.order.destroy();
    this.downloads.forget();
    this.stock.destroy();
  }

  /** Where to begin: the level whose playlist is loaded first. What is fetched of it, the policy says. */
  get firstAutoLevel(): number {
    return this.shadow ? this.stock.firstAutoLevel : this.tell(this.standing());
  }

  /** A level here keeps the player from fetching a fragment as a test of bandwidth (`startLevel: -1`). */
  get forcedAutoLevel(): number {
    if (this.shadow) return this.stock.forcedAutoLevel;
    return this.askedForAny || this.hls.levels.length === 0 ? -1 : this.tell(this.standing());
  }

  get nextAutoLevel(): number {
    if (!this.shadow) return this.tell(this.steer());
    if (this.isIdle()) this.noteFullness(this.nextToAskFor());
    return this.stock.nextAutoLevel;
  }

  /** The player repeats what it was told, or forces another level for one fragment: after an error, or for the page. */
  set nextAutoLevel(index: number) {
    if (this.shadow) {
      this.stock.nextAutoLevel = index;
      return;
    }
    const asConfigured = !this.askedForAny && this.hls.config.startLevel === index;
    if (index < 0 || (index === this.told && !asConfigured)) return;
    this.forced = index;
    this.order.drop();
  }

  private tell(index: number): number {
    this.told = index;
    return index;
  }

  private steer(): number {
    const { hls, order } = this;
    if (this.deciding || !hls.autoLevelEnabled || !this.isIdle()) return this.standing();
    const { latestLevelDetails: details } = hls;
    if (!details) return this.standing();
    const { forced } = this;
    const session =
      forced === undefined
        ? this.sessions.withAny(this.standing(), details)
        : this.sessions.withLevel(forced, details);
    if (!session) return this.stock.nextAutoLevel;
    const next = this.nextToAskFor();
    order.settle(next);
    this.noteFullness(next);
    if (next && order.level === undefined && this.fullSince === undefined) {
      const only = forced === undefined ? undefined : session.levelAt(forced);
      order.holdBack(this.decide(session, next, details, only));
    }
    return this.standing();
  }

  /** The index of what was ordered, or forced, or is loaded now; or else of the level to begin with. */
  private standing(): number {
    const { hls, order, sessions, forced } = this;
    const ordered = order.level === undefined ? undefined : sessions.current?.indexOf(order.level);
    if (ordered !== undefined && ordered >= 0) return ordered;
    if (forced !== undefined) return forced;
    return hls.loadLevel >= 0 ? hls.loadLevel : this.beginning();
  }

  /** The lowest level that is allowed, of the kind that the stock controller would begin with. */
  private beginning(): number {
    const { levels, minAutoLevel, maxAutoLevel } = this.hls;
    const first = this.stock.firstAutoLevel;
    const like = levels[first];
    const rungs = like ? new Ladder(levels, like).rungs : [];
    const indices = rungs.map((rung) => levels.indexOf(rung));
    return indices.find((index) => index >= minAutoLevel && index <= maxAutoLevel) ?? first;
  }

  /** Whether the player asks for a fragment if there is one to ask for. */
  private isIdle(): boolean {
    const { bufferingEnabled, config, inFlightFragments, media } = this.hls;
    const mayFetch = media !== null || (config.startFragPrefetch && !this.askedForAny);
    return mayFetch && bufferingEnabled && inFlightFragments.main.state === "IDLE";
  }

  private nextToAskFor(): MediaFragment | undefined {
    const { config, latestLevelDetails, mainForwardBufferInfo } = this.hls;
    if (!latestLevelDetails || !mainForwardBufferInfo) return undefined;
    return nextFragment(latestLevelDetails, mainForwardBufferInfo.end, config.maxFragLookUpTolerance);
  }

  /** Notes since when a full buffer has been in the way of the next fragment. */
  private noteFullness(next: MediaFragment | undefined): void {
    const { config, levels, loadLevel, mainForwardBufferInfo } = this.hls;
    const level = levels[this.shadow ? loadLevel : this.standing()];
    const buffer = mainForwardBufferInfo?.len ?? 0;
    if (next && level && buffer >= bufferLimit(config, level)) this.fullSince ??= this.clock.now();
    else this.notFull();
  }

  private notFull(): void {
    if (this.fullSince === undefined) return;
    this.sessions.current?.pilot.idled(this.clock.now() - this.fullSince);
    this.fullSince = undefined;
  }

  /**
   * @param only the one level that can be chosen, if there is but one
   * @param playerLevel in a shadow: what the stock controller chose
   * @returns how long to hold the request back
   */
  private decide(
    session: Session,
    frag: MediaFragment,
    details: HlsjsDetails,
    only: number | undefined,
    playerLevel?: number,
  ): Seconds {
    // Pages that look at the player's next level when they hear of a decision do not ask for another.
    this.deciding = true;
    try {
      this.notFull();
      // For its checks of what can be decoded, by which it removes levels.
      if (!this.shadow) void this.stock.nextAutoLevel;
      this.observe(session);
      session.turnTo(frag, details, only, this.clock.nowMs());
      const { level, wait } = session.pilot.decide(playerLevel);
      this.order.give(playerLevel ?? level, frag);
      return wait;
    } finally {
      this.deciding = false;
    }
  }

  private fragmentLoading({ frag, part }: FragmentEvent): void {
    // The policy says what is given up, and not the stock controller.
    if (!this.shadow && frag.type === "main") this.stock.clearTimer?.();
    if (!isMedia(frag) || frag.bitrateTest) return;
    this.downloads.report();
    this.askedForAny = true;
    const { latestLevelDetails, levels } = this.hls;
    const details = levels[frag.level]?.details ?? latestLevelDetails;
    const session = details && this.sessions.withLevel(frag.level, details);
    const level = session?.levelAt(frag.level);
    if (!session || level === undefined) return;
    this.order.settle(frag);
    if (this.shadow) {
      if (!this.order.isFor(frag)) this.decide(session, frag, details, undefined, level);
    } else if (this.order.level === level) {
      this.order.give(level, frag);
    } else {
      // Chosen by the viewer: the policy goes along.
      this.decide(session, frag, details, level);
    }
    this.notFull();
    this.downloads.begin({ frag, session, level }, part);
  }

  private fragmentLoaded(event: FragmentEvent): void {
    if (!this.downloads.loaded(event)) return;
    this.forced = undefined;
    // Of a fragment in parts, more may follow.
    if (event.part) this.order.doubt();
    else this.order.carriedOut();
  }

  /** As the stock controller does in its emergencies (controller/abr-controller.ts, _abandonRulesCheck). */
  private giveUp({ frag, session }: FragmentRequest, instead: number): void {
    const { hls } = this;
    this.order.give(instead, frag);
    frag.abortRequests();
    hls.nextLoadLevel = this.tell(session.indexOf(instead));
    hls.trigger(this.emergency, { frag, part: null, stats: frag.stats });
  }

  /** An order that has not been carried out yet is given anew if it is no longer allowed. */
  private limitsUpdated(): void {
    const { hls, order, sessions } = this;
    if (this.shadow || this.downloads.underWay || order.level === undefined) return;
    const index = sessions.current?.indexOf(order.level) ?? -1;
    if (index < hls.minAutoLevel || index > hls.maxAutoLevel) order.drop();
  }

  /** Another stream is asked for. */
  private restart(): void {
    this.clock.restart();
    this.playback.restart();
    this.downloads.forget();
    this.sessions.end();
    this.forced = undefined;
    this.told = undefined;
    this.fullSince = undefined;
    this.askedForAny = false;
  }

  private observe({ pilot }: Session): void {
    observe(pilot.observation, this.hls, this.clock, this.playback);
  }
}
