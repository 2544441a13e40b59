import type { SessionEvent } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import { FallbackChain } from "../network/fallback.js";
import type { AttemptRecord } from "../network/fetcher.js";
import type { SessionClock } from "../session-clock.js";
import type { Availability } from "../session-control.js";
import { afterFailure } from "./after-failure.js";
import type { LevelFiles } from "./level-files.js";
import { PatienceWatch } from "./patience-watch.js";
import type { Player } from "./player.js";
import { ProgressWatch } from "./progress-watch.js";
import type { RequestLog } from "./request-log.js";
import { RequestRow } from "./request-row.js";
import type { DownloadListener, SegmentDownload, SegmentSpec } from "./segment-download.js";
import type { SegmentTimes } from "./segment-times.js";
import type { TrackBuffer } from "./track-buffer.js";
import type { TrackSource } from "./track-source.js";

export interface SegmentRequestsParts {
  readonly clock: SessionClock;
  readonly settings: SessionSettings;
  readonly times: SegmentTimes;
  readonly player: Player;
  readonly track: TrackBuffer;
  readonly source: TrackSource;
  readonly log: RequestLog;
  /** Sends what is asked for. */
  readonly start: (spec: SegmentSpec, listener: DownloadListener) => SegmentDownload;
  /** What segments cannot be decoded without. Missing: nothing. */
  readonly files?: LevelFiles | undefined;
  readonly availability?: Availability | undefined;
  readonly listener: SegmentRequestsListener;
}

export interface SegmentRequestsListener {
  requested(segment: number, level: number): void;
  /** Part of a segment can be played. */
  partArrived(): void;
  /** The segment is in the buffer. @param delivered whether the network brought it */
  arrived(segment: number, level: number, delivered: boolean): void;
  /** The policy gave the download up, for another level. */
  abandoned(segment: number, instead: number): void;
  /** Nothing can bring the segment, and no copy is there. */
  lost(): void;
  /** A better copy of a segment cannot be had; the one that is there stays. */
  notReplaced(segment: number): void;
  /** A level's attempts are used up, and a lower one is taken. */
  levelFailed(level: number): void;
  /** Nothing has come for longer than anyone would wait. */
  starved(): void;
  note(event: SessionEvent): void;
}

/** What a request is for. */
interface Purpose {
  /** It is made in the place of one that failed. */
  readonly standsIn: boolean;
  /** The emergency stream, which has a bitrate of its own. */
  readonly emergency: boolean;
}

/** A request under way, or between two attempts, or about to be made once its level's files are there. */
interface Running extends Purpose {
  readonly row: RequestRow;
  readonly fallback: FallbackChain | undefined;
  download: SegmentDownload | undefined;
  watch: ProgressWatch | undefined;
  /** All has come, and is worked on. */
  came: AttemptRecord | undefined;
  processing: Ticket | undefined;
}

/** The requests of a track that are under way: sees each to its end, whichever that is, and into the log. */
export class SegmentRequests {
  private readonly parts: SegmentRequestsParts;
  private readonly running: Running[] = [];
  private readonly patience: PatienceWatch;
  /** A segment has been worked on: what the first one takes longer for is done. */
  private anyProcessed = false;
  /** Media on the device that may stand in for the network. */
  private offlineMedia: Seconds;

  constructor(parts: SegmentRequestsParts) {
    const { clock, settings, listener } = parts;
    this.parts = parts;
    this.offlineMedia = settings.requests?.offlineMedia ?? 0;
    this.patience = new PatienceWatch(clock, settings.player.starvedAfter, () => listener.starved());
    this.patience.stand(true);
  }

  get count(): number {
    return this.running.length;
  }

  /** Segments under way, in order of asking. */
  get segments(): readonly number[] {
    return this.running.map(({ row }) => row.segment);
  }

  has(segment: number): boolean {
    return this.running.some(({ row }) => row.segment === segment);
  }

  /** Sends the request that a row describes. */
  send(row: RequestRow): void {
    const { fallback } = this.parts.settings.requests ?? {};
    this.sendBy(row, fallback && new FallbackChain(fallback, Math.max(1, row.level)), {
      standsIn: false,
      emergency: false,
    });
  }

  /** The playhead, or what may be fetched, has changed. */
  reconsider(): void {
    for (const { download } of [...this.running]) download?.reconsider();
    this.watchPatience();
  }

  /** Nobody wants these segments any more. */
  cutWhere(unwanted: (segment: number) => boolean): void {
    for (const running of [...this.running]) if (unwanted(running.row.segment)) this.cut(running, "cut");
  }

  /** What is waited for is waited for anew, as by a viewer who sought. */
  waitAnew(): void {
    this.patience.came(this.running.length > 0);
  }

  /** The session is over. */
  stop(outcome: "cut" | "starved"): void {
    for (const running of [...this.running]) this.cut(running, outcome);
  }

  /** The session is over by a fault, and its log says nothing of what was under way: others get its share of the link. */
  abort(): void {
    for (const { download, watch, processing } of this.running.splice(0)) {
      watch?.stop();
      this.parts.clock.cancel(processing);
      download?.cancel();
    }
  }

  private sendBy(row: RequestRow, fallback: FallbackChain | undefined, purpose: Purpose): void {
    const { standsIn, emergency } = purpose;
    const { clock, player, track, settings, source, times, files, availability, listener } = this.parts;
    row.bufferBefore = player.bufferOf(track);
    row.firstByte = Number.NaN;
    const running: Running = {
      row,
      fallback,
      ...purpose,
      download: undefined,
      watch: undefined,
      came: undefined,
      processing: undefined,
    };
    this.running.push(running);
    const pieces = availability?.piecesOf?.(row.segment, row.size);
    const spec: SegmentSpec = {
      kind: source.kind,
      segment: row.segment,
      // The emergency stream has no level: faults of the ladder's levels do not strike it.
      ...(!emergency && { level: row.level }),
      size: row.size,
      duration: times.durations[row.segment]!,
      resource: `${emergency ? "emergency" : source.kind}/${row.level}/${row.segment}`,
      pieces: pieces?.map(({ size, availableAt }) => ({ size, availableAt: clock.onAgenda(availableAt) })),
      fallback,
    };
    const begin = () => {
      if (!this.running.includes(running)) return;
      running.download = this.parts.start(spec, {
        part: (seconds) => this.partArrived(row, seconds),
        resting: () => this.watchPatience(),
        done: (attempt) => this.done(running, attempt),
        attemptFailed: (attempt, failure) => {
          this.parts.log.record(row, "failed", attempt, failure);
          running.watch?.restart();
        },
        exhausted: () => this.fallBack(running),
      });
      this.patience.wait();
      this.watchPatience();
      const { abandonment } = settings.player;
      const spared = row.segment === 0 && abandonment?.sparesFirst === true;
      if (abandonment && source.hearsProgress && !spared && !emergency)
        running.watch = new ProgressWatch(clock, abandonment, running.download, () =>
          this.progressed(running),
        );
      listener.requested(row.segment, row.level);
    };
    // What the chain falls back to is a level that nobody may have loaded anything of.
    if (files && standsIn && !emergency) files.beforeRequest(row.level, begin);
    else begin();
  }

  private partArrived({ segment }: RequestRow, seconds: Seconds): void {
    this.parts.track.addPart(segment, seconds);
    this.patience.came(true);
    this.parts.listener.partArrived();
  }

  /** All of it has come. Before it is in the buffer, the player may have to wait for other files, and to work on it. */
  private done(running: Running, attempt: AttemptRecord): void {
    const { clock, files, settings } = this.parts;
    const { processing } = settings.player;
    running.watch?.stop();
    running.came = attempt;
    const work = () => {
      if (!this.running.includes(running)) return;
      const which = this.anyProcessed ? "segment" : "firstSegment";
      this.anyProcessed = true;
      const time =
        processing && processing[which] + (processing.rate ? running.row.size / processing.rate : 0);
      const finish = () => {
        running.row.sampled = (time ?? 0) * (processing?.sampledShare ?? 0);
        this.intoBuffer(running, attempt);
      };
      if (!time) finish();
      else running.processing = clock.at(clock.now + time, PRIORITY.arrival, finish);
    };
    if (files && !running.emergency) files.whenDecodable(running.row.level, work);
    else work();
  }

  private intoBuffer(running: Running, attempt: AttemptRecord): void {
    const { row } = running;
    const { clock } = this.parts;
    this.remove(running);
    this.parts.track.add(row.segment, row.level);
    row.processed = clock.now - clock.ofAgenda(attempt.endedAt);
    this.parts.log.record(row, "delivered", attempt);
    this.patience.came(this.running.length > 0);
    this.parts.listener.arrived(row.segment, row.level, true);
  }

  private progressed(running: Running): void {
    const { row, download } = running;
    const { source, clock, listener } = this.parts;
    const firstByte = download!.firstByteAt();
    const instead = source.progressed({
      segment: row.segment,
      level: row.level,
      start: row.requested,
      ...(firstByte !== undefined && { firstByte: clock.ofAgenda(firstByte) }),
      loaded: download!.received(),
      total: row.size,
    });
    if (instead === undefined || instead === row.level) return;
    // What it stands in for has failed: to go back to that, time and again, would bring nothing.
    if (running.standsIn && instead > row.level) return;
    this.cut(running, "abandoned");
    listener.abandoned(row.segment, instead);
  }

  /** The network could not bring it: what else the settings have in store. */
  private fallBack(running: Running): void {
    const { row, fallback, emergency } = running;
    const { listener, clock, settings, times, source, track } = this.parts;
    this.remove(running);
    const { segment, level } = row;
    if (track.levelOf(segment) !== undefined) {
      listener.notReplaced(segment);
      return;
    }
    const duration = times.durations[segment]!;
    const failed = { level, duration, offlineMedia: this.offlineMedia, settings: settings.requests };
    const next = afterFailure(fallback, failed, (step) =>
      listener.note({ at: clock.now, kind: "fallback", step }),
    );
    switch (next.kind) {
      case "request": {
        if (next.level < level) listener.levelFailed(level);
        const size = next.level === level ? row.size : source.sizeOf(segment, next.level);
        this.sendBy(this.sameAgain(segment, next.level, size), fallback, { standsIn: true, emergency });
        break;
      }
      case "emergency":
        this.sendBy(this.sameAgain(segment, 0, next.bitrate * duration), fallback, {
          standsIn: true,
          emergency: true,
        });
        break;
      case "offline":
        this.takeOffline(segment, duration);
        break;
      case "nothing":
        listener.lost();
    }
  }

  /** Another request for a segment, made now and by the player alone. */
  private sameAgain(segment: number, level: number, size: Bits): RequestRow {
    const { now } = this.parts.clock;
    const reason = "fallback";
    return Object.assign(new RequestRow(), { segment, level, size, decided: now, requested: now, reason });
  }

  /** Plays what the device has of the segment. */
  private takeOffline(segment: number, duration: Seconds): void {
    const { clock, track, player, log, listener } = this.parts;
    this.offlineMedia -= duration;
    const local = this.sameAgain(segment, 0, 0);
    local.bufferBefore = player.bufferOf(track);
    local.firstByte = clock.now;
    local.reason = "offline";
    track.add(segment, 0);
    log.record(local, "delivered");
    this.patience.came(this.running.length > 0);
    listener.arrived(segment, 0, false);
  }

  private cut(running: Running, outcome: "cut" | "starved" | "abandoned"): void {
    const attempt = running.came ?? running.download?.cancel();
    this.parts.clock.cancel(running.processing);
    this.remove(running);
    // Between two attempts there is nothing to cut.
    if (attempt) this.parts.log.record(running.row, outcome, attempt);
  }

  private remove(running: Running): void {
    running.watch?.stop();
    this.running.splice(this.running.indexOf(running), 1);
    this.watchPatience();
  }

  /** Nobody loses patience with a download that is not under way, nor while the viewer wants a pause. */
  private watchPatience(): void {
    const underWay = this.running.some(({ download }) => download === undefined || !download.isResting());
    this.patience.stand(!underWay || this.parts.player.paused);
  }
}
