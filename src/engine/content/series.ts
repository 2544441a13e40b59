import type { SeriesSettings } from "../../model/settings/index.js";
import type { Video } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import { wantsPause } from "../behaviours/pauses.js";
import { ROUNDING } from "../player/player.js";
import { SegmentTimes } from "../player/segment-times.js";
import type { Availability, SessionControl } from "../session-control.js";
import type { Content } from "./content.js";
import { watchPlayhead } from "./playhead-watch.js";

/** Episodes that may be on the device beside the one that is watched (003 section 3.2). */
const CACHED_EPISODES = 2;

/**
 * Episodes one after the other (003 sections 3.2 and 4.1). Whether the viewer goes on to the next is drawn for every
 * boundary at once, so that arms that differ in how they get there share the draws. Going on is a seek to the next
 * episode's start: to wait for its first frame is no stall.
 *
 * @param video of the whole series, see `seriesVideo`
 */
export function seriesContent(settings: SeriesSettings, video: Video): Content {
  const series = new Series(settings, new SegmentTimes(video));
  return { availability: series, behaviour: (session) => series.attach(session) };
}

class Series implements Availability {
  private readonly settings: SeriesSettings;
  private readonly times: SegmentTimes;
  /** Segments of an episode. */
  private readonly length: number;
  private session: SessionControl | undefined;
  /** Whether the viewer goes on after each episode but the last. */
  private goesOn: readonly boolean[] = [];
  /** The episode that is watched, or about to be. */
  private current = 0;
  /** The place in it from which the next may be fetched has been passed. */
  private prefetchBegun = false;
  /** The viewer did not go on. */
  private left = false;
  /** The next episode was called for and its first frame is not shown yet. */
  private awaited: { readonly prefetchedSegments: number; readonly since: Seconds } | undefined;

  constructor(settings: SeriesSettings, times: SegmentTimes) {
    this.settings = settings;
    this.times = times;
    this.length = times.count / settings.episodes;
  }

  availableAt(segment: number): Seconds {
    const ahead = Math.floor(segment / this.length) - this.current;
    return ahead <= 0 || this.mayPrefetch(segment, ahead) ? 0 : Number.POSITIVE_INFINITY;
  }

  attach(session: SessionControl): void {
    this.session = session;
    const random = session.random("continue");
    const { episodes, continues } = this.settings;
    this.goesOn = Array.from({ length: episodes - 1 }, () => random() < continues);

    // First, so that the watches find the episode that was sought.
    session.listen({
      sought: (_from, to) =>
        this.enter(session, Math.floor(this.times.segmentAt(to + ROUNDING) / this.length)),
      stateChanged: () => this.noteFirstFrame(session),
    });
    watchPlayhead(
      session,
      () => (this.prefetchBegun || this.isLast ? undefined : this.prefetchMark),
      () => {
        this.prefetchBegun = true;
        session.wake();
      },
    );
    watchPlayhead(
      session,
      () => (this.isLast || this.left ? undefined : this.startOf(this.current + 1)),
      () => this.atEpisodeEnd(session),
    );
  }

  private get isLast(): boolean {
    return this.current >= this.settings.episodes - 1;
  }

  private startOf(episode: number): Seconds {
    return this.times.starts[episode * this.length]!;
  }

  /** Media time from which on the next episode may be fetched; undefined: never. */
  private get prefetchMark(): Seconds | undefined {
    const { prefetchFrom } = this.settings;
    if (prefetchFrom === undefined) return undefined;
    const start = this.startOf(this.current);
    return start + prefetchFrom * (this.startOf(this.current + 1) - start);
  }

  /** The first segments after this episode, if it is late enough in it, and likely enough that they are watched. */
  private mayPrefetch(segment: number, ahead: number): boolean {
    const { continues, prefetchSegments = Number.POSITIVE_INFINITY, prefetchIfAbove } = this.settings;
    if (ahead > CACHED_EPISODES || segment - (this.current + 1) * this.length >= prefetchSegments)
      return false;
    if (prefetchIfAbove !== undefined && continues ** ahead <= prefetchIfAbove) return false;
    const mark = this.prefetchMark;
    // The watch comes a rounding error early.
    return mark !== undefined && this.session !== undefined && this.session.position() >= mark - 3 * ROUNDING;
  }

  private enter(session: SessionControl, episode: number): void {
    this.current = episode;
    this.prefetchBegun = false;
    // Other segments can be asked for, once the seek that leads here is over.
    session.at(session.now, () => session.wake());
  }

  private atEpisodeEnd(session: SessionControl): void {
    if (!this.goesOn[this.current]) {
      this.left = true;
      session.leave();
      return;
    }
    const { between = 0 } = this.settings;
    const next = this.current + 1;
    const prefetchedSegments = session.segmentsBufferedFrom(next * this.length);
    this.enter(session, next);
    session.seek(this.startOf(next), "next episode");
    // While credits roll, the next episode waits at its first frame, and is fetched.
    if (between > 0) session.pause();
    this.awaited = { prefetchedSegments, since: session.now + between };
    session.at(session.now + between, () => {
      // Unless the viewer has pressed pause meanwhile.
      if (between > 0 && !wantsPause(session.settings.viewer.pauses ?? [], session.now)) session.resume();
      this.noteFirstFrame(session);
    });
  }

  private noteFirstFrame(session: SessionControl): void {
    if (this.awaited === undefined || session.state !== "playing" || session.now < this.awaited.since) return;
    const { prefetchedSegments, since } = this.awaited;
    this.awaited = undefined;
    const wait = session.now - since;
    session.note({ at: session.now, kind: "episode", episode: this.current, prefetchedSegments, wait });
  }
}
