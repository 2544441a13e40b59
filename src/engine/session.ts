import { playedAudio } from "../model/played-audio.js";
import type { PlayerState, SessionEnd, SessionEvent } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Video } from "../model/video.js";
import type { RandomStream } from "../random.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import { PRIORITY, type Ticket } from "./agenda.js";
import { runStages } from "./behaviours/startup-stages.js";
import type { Content } from "./content/index.js";
import type { Fetcher } from "./network/fetcher.js";
import { OtherRequests } from "./other-requests.js";
import { AudioSource } from "./player/audio-source.js";
import { Downloader, type DownloaderListener } from "./player/downloader.js";
import { LevelFiles } from "./player/level-files.js";
import type { Limits } from "./player/limits.js";
import { PatienceWatch } from "./player/patience-watch.js";
import { Player } from "./player/player.js";
import type { PolicyHost } from "./player/policy-host.js";
import { SegmentLookup } from "./player/segment-lookup.js";
import { SegmentTimes } from "./player/segment-times.js";
import { startDownload } from "./player/start-download.js";
import { TrackBuffer } from "./player/track-buffer.js";
import { VideoSource } from "./player/video-source.js";
import type { Recorder } from "./recorder.js";
import type { SessionClock } from "./session-clock.js";
import type { Behaviour, OtherFetch, SeekBy, SessionControl, SessionListener } from "./session-control.js";

/** What a session is made of. */
export interface SessionParts {
  readonly clock: SessionClock;
  readonly settings: SessionSettings;
  readonly video: Video;
  readonly recorder: Recorder;
  readonly host: PolicyHost;
  readonly fetcher: Fetcher;
  readonly limits: Limits;
  readonly content: Content;
  /** Everything that acts on the session from outside. */
  readonly behaviours: readonly Behaviour[];
  readonly random: (purpose: string) => RandomStream;
}

/**
 * One viewer's session: a player, the downloads that feed it, and those who act on it. The parts do the work; this
 * joins them, and knows when it is over.
 */
export class Session implements SessionControl {
  readonly settings: SessionSettings;
  readonly video: Video;
  readonly random: (purpose: string) => RandomStream;
  /** Undefined while it lasts. */
  end: SessionEnd | undefined;
  readonly host: PolicyHost;
  private readonly clock: SessionClock;
  private readonly recorder: Recorder;
  private readonly limits: Limits;
  private readonly times: SegmentTimes;
  private readonly player: Player;
  private readonly downloaders: readonly Downloader[];
  private readonly others: OtherRequests;
  private readonly behaviours: readonly Behaviour[];
  private readonly listeners: SessionListener[] = [];
  /** Playback waits for media, and nobody fetches any. */
  private readonly stuck: PatienceWatch;
  /** Several changes are being made, after which downloads are looked at once. */
  private changing = false;

  constructor(parts: SessionParts) {
    const { clock, settings, video, recorder, host, fetcher, limits, content } = parts;
    this.clock = clock;
    this.settings = settings;
    this.video = video;
    this.recorder = recorder;
    this.host = host;
    this.limits = limits;
    this.random = parts.random;
    this.behaviours = parts.behaviours;
    this.others = new OtherRequests(clock, fetcher, recorder);
    recorder.liveEdge = content.liveEdge;
    this.stuck = new PatienceWatch(clock, settings.player.starvedAfter, () => this.starve());
    const times = new SegmentTimes(video);
    this.times = times;
    const { audio } = settings.downloads ?? {};
    const player = new Player({
      clock,
      settings: settings.player,
      times,
      video: new TrackBuffer(times),
      audio: audio && new TrackBuffer(times),
      recorder,
      joinAt: content.joinAt ?? 0,
      canCome: (segment) => (content.availability?.availableAt(segment) ?? 0) < Number.POSITIVE_INFINITY,
      listener: {
        stateChanged: (state, before) => this.tell((each) => each.stateChanged?.(state, before)),
        playheadChanged: () => this.playheadChanged(),
        stalled: () => this.stalled(),
        finished: () => this.finish("completed"),
      },
    });
    this.player = player;
    const shared = {
      clock,
      settings,
      times,
      player,
      start: startDownload({ clock, fetcher, settings: settings.downloads, player, times }),
      availability: content.availability,
      maxBuffer: () => limits.maxBuffer,
    };
    const { levelFiles, segmentLookup, starvedAfter } = settings.player;
    const ofVideo = new Downloader({
      ...shared,
      lookup: segmentLookup && new SegmentLookup(segmentLookup, times),
      files:
        levelFiles &&
        new LevelFiles({
          clock,
          settings: levelFiles,
          fetch: (request) => this.fetchOther(request),
          patience: starvedAfter,
          paused: () => player.paused,
          starved: () => this.starve(),
        }),
      track: player.video,
      table: recorder.requests,
      source: new VideoSource({ video, times, host, player, clock, settings: settings.player }),
      listener: this.downloads(true),
    });
    this.downloaders = [ofVideo];
    if (audio && player.audio) {
      const track = player.audio;
      const ofAudio = new Downloader({
        ...shared,
        track,
        table: recorder.audio,
        source: new AudioSource(playedAudio(audio, video).sizes),
        limit: () => audioLimit(times, ofVideo.nextSegment, audio.aheadOfVideo ?? 0),
        listener: this.downloads(false),
      });
      this.downloaders = [ofVideo, ofAudio];
    }
  }

  /** Play is pressed. */
  start(): void {
    const { startup } = this.settings.player;
    const { leaveAt } = this.settings.viewer;
    if (leaveAt !== undefined) this.clock.at(leaveAt, PRIORITY.leave, () => this.leave());
    if (startup) this.player.holdStart(true);
    for (const behaviour of this.behaviours) behaviour(this);
    if (!startup || startup.mediaDuringStages) this.beginDownloads();
    if (startup)
      runStages(this, startup, {
        done: () => {
          this.player.holdStart(false);
          if (!startup.mediaDuringStages) this.beginDownloads();
        },
        // Nothing can be played without what the stages fetch.
        failed: () => this.starve(),
      });
  }

  /** The policy broke its contract. */
  fail(problem: string): void {
    if (this.end) return;
    for (const downloader of this.downloaders) downloader.abort();
    this.over({ status: "failed", at: this.now, segment: this.host.observed.segment.index, problem });
  }

  /** Nothing more can happen, or nothing has come for too long. */
  starve(): void {
    if (this.end) return;
    for (const downloader of this.downloaders) downloader.stop("starved");
    this.player.stop(undefined);
    this.over({ status: "starved", at: this.now });
  }

  // SessionControl: what is.

  get now(): Seconds {
    return this.clock.now;
  }

  get state(): PlayerState {
    return this.player.stateName;
  }

  position(): Seconds {
    return this.player.position();
  }

  buffer(): Seconds {
    return this.player.buffer();
  }

  bufferedEnd(): Seconds {
    return this.player.bufferedEnd;
  }

  playbackRate(): number {
    return this.player.playhead.rate;
  }

  levelShown(): number | undefined {
    return this.player.video.levelOf(this.times.segmentAt(this.position()));
  }

  throughput(): BitsPerSecond | undefined {
    const sample = this.host.observed.newest;
    return sample && sample.bits / (sample.end - sample.firstByte);
  }

  latency(): Seconds | undefined {
    const sample = this.host.observed.newest;
    return sample && sample.firstByte - sample.start;
  }

  segmentsBufferedFrom(segment: number): number {
    let next = segment;
    while (next < this.times.count && this.player.video.levelOf(next) !== undefined) next++;
    return next - segment;
  }

  // SessionControl: when.

  at(time: Seconds, action: () => void): Ticket {
    return this.clock.at(time, PRIORITY.behaviour, action);
  }

  cancel(ticket: Ticket | undefined): void {
    this.clock.cancel(ticket);
  }

  // SessionControl: what may be done.

  seek(to: Seconds, by: SeekBy): void {
    if (this.end) return;
    const from = this.position();
    const target = Math.min(Math.max(to, 0), this.times.end);
    this.note({ at: this.now, kind: "seek", from, to: target, by });
    this.host.sought(target);
    this.tell((each) => each.sought?.(from, target, by));
    const clears = by === "device" || (by === "viewer" && this.settings.player.seekClearsBuffer === true);
    const keeps = !clears && (by !== "viewer" || this.player.holds(target));
    this.changed(() => {
      this.player.seek(target, clears);
      for (const downloader of this.downloaders) downloader.moveTo(keeps);
    });
  }

  pause(): void {
    if (!this.end) this.player.pause();
  }

  resume(): void {
    if (!this.end) this.player.resume();
  }

  holdPlayback(held: boolean): void {
    if (!this.end) this.player.holdPlayback(held);
  }

  setPlaybackRate(rate: number): void {
    this.host.observed.playbackRate = rate;
    this.player.setRate(rate);
  }

  leave(): void {
    this.finish("quit");
  }

  limitBuffer(by: string, seconds: Seconds | undefined): void {
    this.limits.limitBuffer(by, seconds);
    this.limitsChanged();
  }

  setMaxBuffer(seconds: Seconds): void {
    this.limits.setMaxBuffer(seconds);
    this.limitsChanged();
  }

  limitLevels(by: string, range: { readonly min?: number; readonly max?: number } | undefined): void {
    this.limits.limitLevels(by, range);
    this.host.observed.allowed = this.limits.allowed;
    this.note({ at: this.now, kind: "level limit", by, ...range });
  }

  fetchOther(request: OtherFetch): { cancel(): void } {
    return this.others.fetch(request);
  }

  wake(): void {
    this.playheadChanged();
  }

  note(event: SessionEvent): void {
    this.recorder.events.push(event);
  }

  listen(listener: SessionListener): void {
    this.listeners.push(listener);
  }

  private downloads(isVideo: boolean): DownloaderListener {
    return {
      requested: (segment, level) => {
        if (!isVideo) return;
        this.tell((each) => each.segmentRequested?.(segment, level));
        // Audio follows.
        this.downloaders[1]?.proceed();
      },
      arrived: (segment, level) => {
        if (isVideo) this.tell((each) => each.segmentArrived?.(segment, level));
      },
      rests: () => this.settle(),
      starved: () => this.starve(),
      levelFailed: (level) => {
        if (isVideo) this.tell((each) => each.levelFailed?.(level));
      },
      note: (event) => this.note(event),
    };
  }

  private beginDownloads(): void {
    for (const downloader of this.downloaders) downloader.begin();
    this.settle();
  }

  private limitsChanged(): void {
    this.host.observed.maxBuffer = this.limits.maxBuffer;
    this.playheadChanged();
  }

  /** Makes several changes, after which waits are computed again once. */
  private changed(change: () => void): void {
    const before = this.changing;
    this.changing = true;
    change();
    this.changing = before;
    this.playheadChanged();
  }

  private playheadChanged(): void {
    if (this.changing || this.end) return;
    for (const downloader of this.downloaders) downloader.reconsider();
    this.settle();
  }

  private stalled(): void {
    if (!this.end) this.host.stalled(this.now);
  }

  /**
   * Looks whether what playback waits for can still come. If nothing more can, it plays what there is; if there is
   * nothing, somebody has to call for more before patience is over, and where a track is lost, nobody can.
   */
  private settle(): void {
    const { player, downloaders, stuck } = this;
    if (this.changing || this.end) return;
    if (!player.wantsMedia) {
      stuck.came(false);
      return;
    }
    const dead = downloaders.filter((downloader) => downloader.dead);
    const mostToCome = Math.min(...dead.map(({ track }) => player.bufferOf(track)));
    if (!player.lasts(mostToCome)) {
      this.starve();
      return;
    }
    const allRest = downloaders.every((downloader) => !downloader.active);
    if ((allRest || player.buffer() >= mostToCome) && player.playWithWhatThereIs()) return;
    // What playback has begun may have settled this already.
    if (this.end) return;
    if (allRest && player.wantsMedia) stuck.wait();
    else stuck.came(false);
  }

  private finish(status: "completed" | "quit"): void {
    if (this.end) return;
    for (const downloader of this.downloaders) downloader.stop("cut");
    this.over({ status, at: this.now });
    this.player.stop(status === "completed" ? "ended" : "quit");
  }

  private over(end: SessionEnd): void {
    this.end = end;
    this.others.stop();
    this.clock.stop();
  }

  private tell(what: (listener: SessionListener) => void): void {
    for (const listener of this.listeners) what(listener);
  }
}

/** The first audio segment that may not be asked for yet: audio goes no farther than video, but for an allowance. */
function audioLimit(times: SegmentTimes, nextVideo: number, ahead: Seconds): number {
  if (ahead === 0) return nextVideo;
  return times.segmentAt(times.starts[nextVideo]! + ahead) + 1;
}
