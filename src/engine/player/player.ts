import { PLAYER_STATES, type PlayerState, STATE_CODE } from "../../model/session.js";
import type { PlayerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { Recorder } from "../recorder.js";
import type { SessionClock } from "../session-clock.js";
import { Playhead } from "./playhead.js";
import type { SegmentTimes } from "./segment-times.js";
import type { TrackBuffer } from "./track-buffer.js";

/** Seconds by which a sum of segment durations may miss a threshold that it meets on paper. */
export const ROUNDING = 1e-9;

/** Who wants to know when the player does something of its own accord. */
export interface PlayerListener {
  stateChanged(state: PlayerState, before: PlayerState): void;
  /** The playhead started, stopped, jumped or changed its rate: what was computed from it is to be computed again. */
  playheadChanged(): void;
  /** Playback stopped for want of media. */
  stalled(): void;
  /** The last frame was shown. */
  finished(): void;
}

/** What a player is made of. */
export interface PlayerParts {
  readonly clock: SessionClock;
  readonly settings: PlayerSettings;
  readonly times: SegmentTimes;
  readonly video: TrackBuffer;
  /** Missing: the video's segments hold all there is. */
  readonly audio?: TrackBuffer | undefined;
  readonly recorder: Recorder;
  readonly listener: PlayerListener;
  /** Media time where playback begins. */
  readonly joinAt: Seconds;
  /** Whether a segment can come: nobody may have called for it yet. Missing: each can. */
  readonly canCome?: ((segment: number) => boolean) | undefined;
}

/**
 * Playback as a state machine: starting, playing, rebuffering, seeking, paused, ended or quit. It knows what is
 * buffered and where the playhead is, and when the buffer will run dry; it knows nothing of requests.
 */
export class Player {
  readonly playhead = new Playhead();
  readonly video: TrackBuffer;
  readonly audio: TrackBuffer | undefined;
  /** As in STATE_CODE. */
  state: number = STATE_CODE.starting;
  private readonly clock: SessionClock;
  private readonly settings: PlayerSettings;
  private readonly times: SegmentTimes;
  private readonly recorder: Recorder;
  private readonly listener: PlayerListener;
  private readonly canCome: ((segment: number) => boolean) | undefined;
  /** Startup stages keep the first frame back. */
  private startHeld = false;
  /** Somebody keeps playback back until more is buffered. */
  private playbackHeld = false;
  /** The state to return to from a pause. */
  private beforePause: number = STATE_CODE.starting;
  /** When the buffer runs dry, or the media ends. */
  private endOfBuffer: Ticket | undefined;
  /** The first frame is being decoded. */
  private decoding: Ticket | undefined;

  constructor(parts: PlayerParts) {
    const { clock, settings, times, video, audio, recorder, listener, joinAt, canCome } = parts;
    this.clock = clock;
    this.settings = settings;
    this.times = times;
    this.video = video;
    this.audio = audio;
    this.recorder = recorder;
    this.listener = listener;
    this.canCome = canCome;
    this.playhead.rate = settings.playbackRate ?? 1;
    this.playhead.jumpTo(joinAt, 0);
    this.forTracks((track) => track.moveTo(joinAt));
    recorder.state(this.state, 0, joinAt, this.playhead.rate);
  }

  get stateName(): PlayerState {
    return PLAYER_STATES[this.state]!;
  }

  /** All media is there, from the playhead to the end. */
  get complete(): boolean {
    return this.video.complete && (this.audio?.complete ?? true);
  }

  position(): Seconds {
    return this.playhead.position(this.clock.now);
  }

  /** Media time up to which all tracks are buffered without a gap. */
  get bufferedEnd(): Seconds {
    const { bufferedEnd } = this.video;
    return this.audio ? Math.min(bufferedEnd, this.audio.bufferedEnd) : bufferedEnd;
  }

  /** Media ahead of the playhead, on all tracks. */
  buffer(): Seconds {
    return Math.max(0, this.bufferedEnd - this.position());
  }

  /** Media of one track ahead of the playhead. */
  bufferOf(track: TrackBuffer): Seconds {
    return Math.max(0, track.bufferedEnd - this.position());
  }

  /** Waits for media, and would play if it had enough. */
  get waiting(): boolean {
    const { state } = this;
    return state === STATE_CODE.starting || state === STATE_CODE.rebuffering || state === STATE_CODE.seeking;
  }

  get paused(): boolean {
    return this.state === STATE_CODE.paused;
  }

  /** Nothing but media is waited for. */
  get wantsMedia(): boolean {
    return this.waiting && !this.startHeld && this.decoding === undefined;
  }

  /** Media has come: playback may start or resume, and lasts longer. */
  mediaArrived(): void {
    if (this.waiting && this.hasEnough()) this.play();
    this.watchBuffer();
  }

  /** No more media will come before playback starts. @returns whether it plays now */
  playWithWhatThereIs(): boolean {
    if (this.waiting && this.isPlayable()) this.play();
    return this.playhead.moving;
  }

  /** Keeps the first frame back, or lets it come. */
  holdStart(held: boolean): void {
    this.startHeld = held;
    if (held) return;
    this.mediaArrived();
    this.listener.playheadChanged();
  }

  /** Keeps playback back, which is a stall, until it is let go on or is sought in. */
  holdPlayback(held: boolean): void {
    if (held === this.playbackHeld || this.over) return;
    this.playbackHeld = held;
    if (!held) this.playWithWhatThereIs();
    else if (this.playhead.moving) this.stall(this.position());
  }

  setRate(rate: number): void {
    if (rate === this.playhead.rate) return;
    this.playhead.setRate(rate, this.clock.now);
    this.recorder.state(this.state, this.clock.now, this.position(), rate);
    this.moved();
  }

  pause(): void {
    if (this.state === STATE_CODE.paused || this.over) return;
    this.beforePause = this.state;
    this.playhead.stopAt(this.position(), this.clock.now);
    this.stopDecoding();
    this.enter(STATE_CODE.paused);
    this.moved();
  }

  resume(): void {
    if (this.state !== STATE_CODE.paused) return;
    const played = this.beforePause === STATE_CODE.playing;
    if (played && (this.isPlayable() || this.complete) && !this.playbackHeld) {
      this.play();
      return;
    }
    this.enter(played ? STATE_CODE.rebuffering : this.beforePause);
    this.mediaArrived();
    this.moved();
  }

  /** Whether playback could go on from this media time at once. */
  holds(position: Seconds): boolean {
    return this.video.holds(position) && (this.audio?.holds(position) ?? true);
  }

  /**
   * Goes on from another media time. Where it is buffered, and `clears` does not throw it away, nothing is waited for.
   */
  seek(to: Seconds, clears: boolean): void {
    const { now } = this.clock;
    const there = this.holds(to) && !clears;
    if (!there) this.forTracks((track) => track.clear());
    this.forTracks((track) => track.moveTo(to));
    this.playbackHeld = false;
    this.stopDecoding();
    if (there && this.playhead.moving) {
      this.playhead.jumpTo(to, now);
      this.recorder.state(this.state, now, to, this.playhead.rate);
    } else {
      this.playhead.stopAt(to, now);
      const paused = this.state === STATE_CODE.paused;
      if (paused && !(there && this.beforePause === STATE_CODE.playing))
        this.beforePause = afterSeek(this.beforePause);
      this.enter(paused ? STATE_CODE.paused : afterSeek(this.state));
      if (this.waiting && this.hasEnough()) this.play();
    }
    this.moved();
  }

  /** The session is over. */
  stop(state: "ended" | "quit" | undefined): void {
    this.clock.cancel(this.endOfBuffer);
    if (state !== undefined) this.enter(STATE_CODE[state]);
  }

  private get over(): boolean {
    return this.state === STATE_CODE.ended || this.state === STATE_CODE.quit;
  }

  private hasEnough(): boolean {
    if (this.complete) return true;
    const { startupBuffer, startupSegments, resumeBuffer } = this.settings;
    const starting = this.state === STATE_CODE.starting;
    if (starting && startupSegments !== undefined) {
      const first = this.times.segmentAt(this.position());
      if (this.video.firstMissing - first >= startupSegments && (this.audio?.holds(this.position()) ?? true))
        return true;
    }
    const threshold = starting ? startupBuffer : resumeBuffer;
    return this.buffer() + ROUNDING >= threshold && this.isPlayable();
  }

  /** Whether so much is more than what playback stops with. */
  lasts(buffer: Seconds): boolean {
    const { stallBuffer } = this;
    return buffer > (stallBuffer === 0 ? 0 : stallBuffer + ROUNDING);
  }

  private isPlayable(): boolean {
    return this.lasts(this.buffer());
  }

  /** What playback stops with: nothing, where the media ends, or would as long as nobody calls for more of it. */
  private get stallBuffer(): Seconds {
    const { stallBuffer = 0 } = this.settings;
    if (stallBuffer === 0 || this.complete) return 0;
    const next = Math.min(this.video.firstMissing, this.audio?.firstMissing ?? Number.POSITIVE_INFINITY);
    return this.canCome?.(next) === false ? 0 : stallBuffer;
  }

  private play(): void {
    if (this.startHeld || this.playbackHeld) return;
    const decode = this.settings.startup?.decode ?? 0;
    if (this.state !== STATE_CODE.starting || decode === 0) this.startPlayhead();
    else
      this.decoding ??= this.clock.at(this.clock.now + decode, PRIORITY.mediaEnd, () => this.startPlayhead());
  }

  private startPlayhead(): void {
    this.decoding = undefined;
    this.playhead.start(this.clock.now);
    this.enter(STATE_CODE.playing);
    this.moved();
  }

  private stopDecoding(): void {
    this.clock.cancel(this.decoding);
    this.decoding = undefined;
  }

  private moved(): void {
    this.watchBuffer();
    this.listener.playheadChanged();
  }

  /** The buffer, or how fast it drains, has changed: when it runs empty is to be computed again. */
  private watchBuffer(): void {
    this.clock.cancel(this.endOfBuffer);
    this.endOfBuffer = undefined;
    if (!this.playhead.moving) return;
    const { complete, position } = this.end();
    const time = Math.max(this.clock.now, this.playhead.timeOf(position));
    this.endOfBuffer = this.clock.at(time, complete ? PRIORITY.mediaEnd : PRIORITY.dry, () =>
      complete ? this.listener.finished() : this.stall(position),
    );
  }

  /** Where playback stops if nothing more comes. */
  private end(): { readonly complete: boolean; readonly position: Seconds } {
    const { complete, bufferedEnd, stallBuffer } = this;
    if (stallBuffer === 0) return { complete, position: bufferedEnd };
    // Less may be left already, where more was buffered once or the playhead jumped there.
    return { complete, position: Math.max(this.position(), bufferedEnd - stallBuffer) };
  }

  /** Playback stops involuntarily. */
  private stall(at: Seconds): void {
    this.playhead.stopAt(at, this.clock.now);
    this.enter(STATE_CODE.rebuffering);
    this.moved();
    this.listener.stalled();
  }

  private enter(state: number): void {
    const before = this.stateName;
    this.state = state;
    this.recorder.state(state, this.clock.now, this.position(), this.playhead.rate);
    if (this.stateName !== before) this.listener.stateChanged(this.stateName, before);
  }

  private forTracks(change: (track: TrackBuffer) => void): void {
    change(this.video);
    if (this.audio) change(this.audio);
  }
}

/** A seek during startup is still startup. */
function afterSeek(state: number): number {
  return state === STATE_CODE.starting ? STATE_CODE.starting : STATE_CODE.seeking;
}
