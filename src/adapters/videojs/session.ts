import type { Phase, PolicyFactory, Sample } from "../../model/policy.js";
import { bitsFromBytes, type Seconds } from "../../units.js";
import {
  type AdapterOptions,
  deviceState,
  type Notices,
  Pilot,
  type PlaybackQuality,
  pageTime,
} from "../pilot/index.js";
import { capabilities } from "./capabilities.js";
import { Ladder } from "./ladder.js";
import { allowedLevels } from "./limits.js";
import type { Vhs, VhsPlaylist, VhsRequest, VhsRequestOptions, VideojsPlayer } from "./player.js";
import { type Place, placeAfter, placeAt } from "./segments.js";

/** VHS's default, config.js, GOAL_BUFFER_LENGTH. */
const GOAL: Seconds = 30;

export interface SessionParts {
  readonly player: VideojsPlayer;
  readonly vhs: Vhs;
  /** Name and version. */
  readonly name: string;
  readonly factory: PolicyFactory;
  readonly wishes: AdapterOptions;
  readonly notices: Notices;
}

interface Requested {
  readonly start: Seconds;
  readonly level: number;
}

/** A policy at work on a source of video.js: in the place of VHS's function that selects playlists. */
export class Session {
  private readonly parts: SessionParts;
  private readonly origin = pageTime();
  private readonly own: () => VhsPlaylist | null | undefined;
  private readonly requested = new Map<string, Requested>();
  private readonly finished: Sample[] = [];
  private ladder: Ladder | undefined;
  private pilot: Pilot | undefined;
  private order: { readonly index: number; readonly level: number } | undefined;
  private lastUri: string | undefined;
  private timedOut = false;
  private phase: Phase = "startup";
  private closed = false;

  constructor(parts: SessionParts) {
    this.parts = parts;
    const { player, vhs } = parts;
    this.own = vhs.selectPlaylist;
    vhs.selectPlaylist = () => this.select();
    vhs.xhr.onRequest?.((options) => this.onRequest(options));
    vhs.xhr.onResponse?.((request, error) => this.onResponse(request, error));
    player.on("playing", this.onPlaying);
    player.on("waiting", this.onWaiting);
    player.on("seeking", this.onSeeking);
    player.on("appendsdone", this.deliver);
  }

  close(): void {
    const { player } = this.parts;
    this.closed = true;
    player.off("playing", this.onPlaying);
    player.off("waiting", this.onWaiting);
    player.off("seeking", this.onSeeking);
    player.off("appendsdone", this.deliver);
  }

  private select(): VhsPlaylist | null | undefined {
    const theirs = this.own();
    if (this.closed) return theirs;
    try {
      this.deliver();
      return this.chosen(theirs) ?? theirs;
    } catch (error) {
      this.close();
      this.parts.notices.tell(
        "no extension point",
        `the adapter for video.js 8.24 cannot steer this player: ${String(error)}. Its own ABR plays from here on.`,
      );
      return theirs;
    }
  }

  private chosen(theirs: VhsPlaylist | null | undefined): VhsPlaylist | undefined {
    const { player, vhs, wishes } = this.parts;
    const place = this.next();
    // Before a media playlist has been read, nothing is known of segments, not even how long they are.
    if (!place) return vhs.playlists.media();
    const pilot = this.pilotFor(place);
    const ladder = this.ladder!;
    this.observe(pilot, place);
    const [lowest, highest] = pilot.observation.allowed;
    if (wishes.shadow === true) {
      if (this.order?.index !== place.index)
        this.order = { index: place.index, level: pilot.decide(ladder.indexOf(theirs)).level };
      return undefined;
    }
    if (this.timedOut) {
      // VHS stands still until it gets another playlist to go on with: the lowest is all that is allowed.
      this.timedOut = false;
      this.order = undefined;
      const [least] = allowedLevels(ladder, player, vhs, 0);
      pilot.observation.allowed = [least, least];
    }
    const { order } = this;
    const stands = order?.index === place.index && order.level >= lowest && order.level <= highest;
    if (!stands) this.order = { index: place.index, level: pilot.decide().level };
    return ladder.playlistOf(this.order!.level, vhs);
  }

  /** The segment that VHS will ask for; undefined where there is none, or none known. */
  private next(): Place | undefined {
    const playlist = this.parts.vhs.playlists.media();
    if (!playlist?.segments) return undefined;
    const after = this.lastUri === undefined ? undefined : placeAfter(playlist, this.lastUri);
    return after ?? placeAt(playlist, this.time() + this.buffer());
  }

  private pilotFor({ duration }: Place): Pilot {
    const { vhs, name, factory, wishes, notices } = this.parts;
    if (this.pilot) return this.pilot;
    this.ladder = new Ladder(vhs.playlists.main!.playlists);
    this.pilot = new Pilot(
      factory,
      wishes,
      {
        player: name,
        levels: this.ladder.levels,
        segmentDuration: duration,
        maxBuffer: this.goal(),
        media: "video",
        can: capabilities,
      },
      notices,
    );
    return this.pilot;
  }

  private observe(pilot: Pilot, place: Place | undefined): void {
    const { player, vhs } = this.parts;
    const { observation } = pilot;
    observation.now = this.now();
    observation.phase = player.seeking() && this.phase !== "startup" ? "seeking" : this.phase;
    observation.buffer = this.buffer();
    observation.maxBuffer = this.goal();
    observation.playbackRate = player.playbackRate() ?? 1;
    observation.allowed = allowedLevels(this.ladder!, player, vhs, observation.buffer);
    if (place) observation.segment = place;
    observation.device = deviceState(player.currentHeight(), framesOf(player));
  }

  private onRequest(options: VhsRequestOptions): VhsRequestOptions {
    const playing = this.parts.vhs.playlists.media();
    const isMain = playing?.segments?.some(({ resolvedUri }) => resolvedUri === options.uri);
    const level = this.ladder?.indexOf(playing) ?? this.levelBefore(playing);
    if (!this.closed && options.requestType === "segment" && isMain && level !== undefined)
      this.requested.set(options.uri, { start: this.now(), level });
    return options;
  }

  /** Of the first request, which comes before the first decision. */
  private levelBefore(playing: VhsPlaylist | undefined): number | undefined {
    const { main } = this.parts.vhs.playlists;
    return main && new Ladder(main.playlists).indexOf(playing);
  }

  private onResponse({ uri, requestType, aborted, status, response }: VhsRequest, error: unknown): void {
    const requested = this.requested.get(uri);
    if (!requested || requestType !== "segment") return;
    this.requested.delete(uri);
    const bytes = (response as { readonly byteLength?: number } | null | undefined)?.byteLength;
    // VHS aborts what has timed out.
    if ((error as { readonly code?: unknown } | null)?.code === "ETIMEDOUT") this.timedOut = true;
    if (error || aborted || status >= FIRST_ERROR || !bytes) return;
    const { start, level } = requested;
    this.lastUri = uri;
    this.finished.push({ start, firstByte: start, end: this.now(), bits: bitsFromBytes(bytes), level });
  }

  /** Tells the policy of what has come, once it is in the buffer. */
  private readonly deliver = (): void => {
    const { pilot, finished } = this;
    if (!pilot) {
      const place = finished.length > 0 ? this.next() : undefined;
      if (!place) return;
      this.pilotFor(place);
      this.deliver();
      return;
    }
    for (const sample of finished.splice(0)) {
      this.observe(pilot, undefined);
      pilot.sampled(sample);
    }
  };

  private readonly onPlaying = (): void => {
    this.phase = "playing";
  };

  private readonly onWaiting = (): void => {
    if (this.phase !== "playing" || this.parts.player.seeking() || this.buffer() >= STARVED_BELOW) return;
    this.phase = "rebuffering";
    this.pilot?.stalled(this.now());
  };

  private readonly onSeeking = (): void => {
    this.lastUri = undefined;
    this.order = undefined;
    if (this.phase !== "startup") this.pilot?.sought(this.time());
  };

  private now(): Seconds {
    return pageTime() - this.origin;
  }

  private time(): Seconds {
    return this.parts.player.currentTime() ?? 0;
  }

  private goal(): Seconds {
    return this.parts.vhs.playlistController_?.goalBufferLength?.() ?? GOAL;
  }

  private buffer(): Seconds {
    const ranges = this.parts.player.buffered();
    const time = this.time();
    let end = time;
    for (let at = 0; at < ranges.length; at++)
      if (ranges.start(at) <= end + GAP && ranges.end(at) > end) end = ranges.end(at);
    return end - time;
  }
}

/** Seconds: an element that waits with more is not waiting for media. */
const STARVED_BELOW = 0.5;
/** Seconds: a hole that playback gets over. */
const GAP = 0.1;
const FIRST_ERROR = 400;

/** video.js has an object without figures where the browser does not count. */
function framesOf(player: VideojsPlayer): PlaybackQuality | undefined {
  const { totalVideoFrames, droppedVideoFrames = 0 } = (player.getVideoPlaybackQuality?.() ??
    {}) as Partial<PlaybackQuality>;
  return totalVideoFrames === undefined ? undefined : { totalVideoFrames, droppedVideoFrames };
}
