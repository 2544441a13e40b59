import type { Sample } from "../../model/policy.js";
import { type Seconds, secondsFromMs } from "../../units.js";
import { inFlightOf, sampleOf } from "./observe.js";
import { type Clock, cameFromCache, Repeatedly } from "./page.js";
import type { FragmentEvent } from "./player.js";
import { isMedia, type MediaFragment } from "./segments.js";
import type { Session } from "./session.js";

/** How often the stock controller looks at a download (controller/abr-controller.ts, onFragLoading). */
const LOOK_EVERY: Seconds = secondsFromMs(100);

/** A request for a fragment that a session's policy has decided about. */
export interface FragmentRequest {
  readonly frag: MediaFragment;
  readonly session: Session;
  readonly level: number;
}

export interface DownloadsListener {
  /** Brings an observation up to date. */
  observe(session: Session): void;
  /** Whether downloads may be given up now. */
  mayGiveUp(): boolean;
  giveUp(request: FragmentRequest, instead: number): void;
}

/** A response that is not in the buffer yet; without a sample if it says nothing of the network. */
interface Arrival extends Omit<FragmentRequest, "frag"> {
  readonly sample: Sample | undefined;
}

/** Shows policies the download under way, and tells them of those that have finished. */
export class Downloads {
  private readonly clock: Clock;
  private readonly listener: DownloadsListener;
  private readonly looking = new Repeatedly();
  private request: FragmentRequest | undefined;
  private arrivals: Arrival[] = [];

  constructor(clock: Clock, listener: DownloadsListener) {
    this.clock = clock;
    this.listener = listener;
  }

  get underWay(): boolean {
    return this.request !== undefined;
  }

  begin(request: FragmentRequest, part: FragmentEvent["part"]): void {
    this.request = request;
    // A part is a fraction of a second: over before it could be given up.
    if (!part && request.session.pilot.hearsProgress) this.looking.every(LOOK_EVERY, () => this.look());
  }

  /** @returns whether it is of the request under way: of another, such as a test of bandwidth, nothing is told */
  loaded({ frag, part }: FragmentEvent): boolean {
    const { request } = this;
    if (!request || !isMedia(frag) || request.frag.sn !== frag.sn) return false;
    const { session, level } = request;
    const { stats, url } = part ?? frag;
    const ofNetwork = stats.retry === 0 && !cameFromCache(url);
    this.arrivals.push({
      session,
      level,
      sample: ofNetwork ? sampleOf(stats, level, this.clock) : undefined,
    });
    if (!part) this.end();
    return true;
  }

  /** Tells of what has arrived, once it is in the buffer. */
  report(): void {
    const { arrivals } = this;
    this.arrivals = [];
    for (const { session, level, sample } of arrivals) {
      this.listener.observe(session);
      if (sample) session.pilot.sampled(sample);
      else session.pilot.observation.lastLevel = level;
    }
  }

  end(): void {
    this.looking.cancel();
    this.request = undefined;
  }

  /** Tells of what has arrived, as long as it can be told, and of nothing that is still to come. */
  leave(): void {
    this.report();
    this.end();
  }

  forget(): void {
    this.end();
    this.arrivals = [];
  }

  private look(): void {
    const { request } = this;
    const stats = request?.frag.stats;
    if (!request || !stats || stats.aborted || stats.loading.end > 0) {
      this.looking.cancel();
      return;
    }
    const { frag, session, level } = request;
    this.listener.observe(session);
    const { pilot } = session;
    // As in the stock controller, which lets the first fragment be.
    if (pilot.observation.phase === "startup") return;
    const instead = pilot.progressed(inFlightOf(stats, session.segmentOf(frag), level, this.clock));
    if (instead === undefined || instead === level || !this.listener.mayGiveUp()) return;
    this.end();
    this.listener.giveUp(request, instead);
  }
}
