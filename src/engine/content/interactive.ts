import { playedAudio } from "../../model/played-audio.js";
import type { InteractiveSettings } from "../../model/settings/index.js";
import type { Video } from "../../model/video.js";
import type { Bits, Seconds } from "../../units.js";
import { ROUNDING } from "../player/player.js";
import { SegmentTimes } from "../player/segment-times.js";
import type { Availability, SessionControl } from "../session-control.js";
import type { Content } from "./content.js";
import { watchPlayhead } from "./playhead-watch.js";

/**
 * Content with branch points (003 section 3.4), at each of which the viewer takes one of several ways on, all of them
 * alike in durations and sizes. The video is the ways that are taken, joined; the first segments of the others are
 * fetched beside them until the choice is known, and discarded. Where nothing of the way taken is there when the
 * playhead comes to the branch, going on is a seek, and the wait for it no stall.
 *
 * A branch point inside a segment is moved to the next one's start: scenes are encoded independently. The document's
 * claim of 50 % more bandwidth can be measured as the log's other requests of kind "video".
 */
export function interactiveContent(settings: InteractiveSettings, video: Video): Content {
  const branching = new Branching(settings, new SegmentTimes(video));
  return { availability: branching, behaviour: (session) => branching.attach(session) };
}

interface Branch {
  /** The first one after the branch point. */
  readonly segment: number;
  readonly options: number;
  /** Segments whose other options were asked for, counted from `segment`. */
  fetched: number;
  /** What is under way of the other options, by resource. */
  readonly underWay: Map<string, { cancel(): void }>;
}

class Branching implements Availability {
  private readonly settings: InteractiveSettings;
  private readonly times: SegmentTimes;
  private readonly branches: readonly Branch[];
  /** Which way is taken at each branch: a viewer's choice that no arm changes. */
  private taken: readonly number[] = [];
  /** Branches whose choice is known are those before this one. */
  private known = 0;
  /** Branches that the playhead has come to are those before this one. */
  private passed = 0;

  constructor(settings: InteractiveSettings, times: SegmentTimes) {
    this.settings = settings;
    this.times = times;
    this.branches = settings.branches
      .map(({ at, options }) => ({ segment: segmentFrom(times, at), options }))
      .filter(({ segment }) => segment < times.count)
      .sort((a, b) => a.segment - b.segment)
      .map((branch) => ({ ...branch, fetched: 0, underWay: new Map() }));
  }

  availableAt(segment: number): Seconds {
    const branch = this.branches[this.known];
    if (branch === undefined || segment < branch.segment) return 0;
    // What comes after a second open branch has as many versions as there are ways through both: none is fetched.
    const second = this.branches[this.known + 1]?.segment ?? Number.POSITIVE_INFINITY;
    const end = Math.min(branch.segment + this.settings.prefetchSegments, second);
    return segment < end ? 0 : Number.POSITIVE_INFINITY;
  }

  attach(session: SessionControl): void {
    const random = session.random("branch");
    this.taken = this.branches.map(({ options }) => Math.min(options - 1, Math.floor(random() * options)));
    watchPlayhead(
      session,
      () => this.startOf(this.known, this.settings.choiceLead),
      () => this.choose(session),
    );
    watchPlayhead(
      session,
      () => this.startOf(this.passed, 0),
      () => this.pass(session),
    );
    session.listen({ segmentRequested: (segment, level) => this.fetchOthers(session, segment, level) });
  }

  /** Media time of a branch point, or so long before it; undefined where there is no such branch. */
  private startOf(index: number, before: Seconds): Seconds | undefined {
    const branch = this.branches[index];
    return branch && this.times.starts[branch.segment]! - before;
  }

  private choose(session: SessionControl): void {
    const { segment, options, underWay } = this.branches[this.known]!;
    const taken = this.taken[this.known]!;
    this.known++;
    for (const fetch of underWay.values()) fetch.cancel();
    underWay.clear();
    session.note({ at: session.now, kind: "branch", segment, options, taken });
    session.wake();
  }

  private pass(session: SessionControl): void {
    const start = this.startOf(this.passed, 0)!;
    this.passed++;
    const arrived = session.state === "playing" && session.position() <= start;
    if (arrived && session.bufferedEnd() <= start + ROUNDING) session.seek(start, "branch");
  }

  /** The segment of the way that will be taken was asked for, and nobody knows yet that it will be. */
  private fetchOthers(session: SessionControl, segment: number, level: number): void {
    const branch = this.branches[this.known];
    if (branch === undefined || segment < branch.segment + branch.fetched) return;
    branch.fetched = segment - branch.segment + 1;
    const size = session.video.sizes[segment]![level]! + this.audioOf(session, segment);
    for (let option = 0; option < branch.options; option++) {
      if (option === this.taken[this.known]) continue;
      const resource = `video/${level}/${segment}/option/${option}`;
      const finished = (): void => {
        branch.underWay.delete(resource);
      };
      branch.underWay.set(resource, session.fetchOther({ kind: "video", size, resource, finished }));
    }
  }

  /** Bits of a segment's audio where that is separate: an option cannot be shown without it (ours: in one request). */
  private audioOf({ settings, video }: SessionControl, segment: number): Bits {
    const { audio } = settings.downloads ?? {};
    return audio === undefined ? 0 : playedAudio(audio, video).sizes[segment]!;
  }
}

/** The first segment that begins at a media time or after it; the number of segments if none does. */
function segmentFrom(times: SegmentTimes, at: Seconds): number {
  const segment = times.segmentAt(at + ROUNDING);
  return times.starts[segment]! >= at - ROUNDING ? segment : segment + 1;
}
