import type { SessionEvent } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import { FallbackChain } from "../network/fallback.js";
import type { AttemptRecord } from "../network/fetcher.js";
import type { RequestTable } from "../recorder.js";
import type { SessionClock } from "../session-clock.js";
import type { Availability } from "../session-control.js";
import { afterFailure } from "./after-failure.js";
import { PatienceWatch } from "./patience-watch.js";
import type { Player } from "./player.js";
import { ProgressWatch } from "./progress-watch.js";
import { RequestLog } from "./request-log.js";
import { RequestRow } from "./request-row.js";
import type { DownloadListener, SegmentDownload, SegmentSpec } from "./segment-download.js";
import type { SegmentTimes } from "./segment-times.js";
import type { TrackBuffer } from "./track-buffer.js";
import type { TrackSource } from "./track-source.js";

/** What a downloader is made of. */
export interface DownloaderParts {
  readonly clock: SessionClock;
  readonly settings: SessionSettings;
  readonly times: SegmentTimes;
  readonly player: Player;
  readonly track: TrackBuffer;
  readonly source: TrackSource;
  readonly table: RequestTable;
  /** Sends what is asked for. */
  readonly start: (spec: SegmentSpec, listener: DownloadListener) => SegmentDownload;
  readonly availability?: Availability | undefined;
  /** How far this track may be ahead of others: the first segment that may not be asked for yet. */
  readonly limit?: (() => number) | undefined;
  readonly maxBuffer: () => Seconds;
  readonly listener: DownloaderListener;
}

export interface DownloaderListener {
  requested(segment: number, level: number): void;
  arrived(segment: number, level: number): void;
  /** Nothing has come for longer than anyone would wait, or nothing can come any more. */
  starved(): void;
  note(event: SessionEvent): void;
}

/** A request under way. */
interface Running {
  readonly row: RequestRow;
  readonly fallback: FallbackChain | undefined;
  /** The emergency stream, which has a bitrate of its own. */
  readonly emergency: boolean;
  download: SegmentDownload | undefined;
  watch: ProgressWatch | undefined;
}

/** The next segment has no room yet, or does not exist yet. */
interface Waiting {
  readonly segment: number;
  readonly since: Seconds;
  readonly ticket: Ticket | undefined;
  /** Until when the wait was for room in the buffer alone. */
  readonly fullUntil: Seconds;
  /** The buffer level that is waited for, if it is exactly that. */
  readonly buffer: Seconds | undefined;
}

/**
 * Downloads a track: finds the next segment, waits until it exists and there is room for it, has its level chosen,
 * sends the request, and sees it to its end, whichever that is.
 */
export class Downloader {
  private readonly parts: DownloaderParts;
  /** The next segment to ask for. */
  private next: number;
  private readonly running: Running[] = [];
  private waiting: Waiting | undefined;
  /** A decision was made and its request is held back. */
  private held: Ticket | undefined;
  /** Levels that were decided without asking, by segment: after an abandonment. */
  private readonly forced = new Map<number, number>();
  /** Segments before this one may be fetched although a copy is there: they are being replaced. */
  private replacedBefore = 0;
  private readonly log: RequestLog;
  private readonly patience: PatienceWatch;
  /** Media on the device that may stand in for the network. */
  private offlineMedia: Seconds;
  private exhausted = false;
  private stopped = false;

  constructor(parts: DownloaderParts) {
    this.parts = parts;
    this.next = parts.track.firstMissing;
    this.offlineMedia = parts.settings.requests?.offlineMedia ?? 0;
    const { clock, listener, player, settings, table, track } = parts;
    this.log = new RequestLog(clock, table, () => player.bufferOf(track));
    this.patience = new PatienceWatch(clock, settings.player.starvedAfter, () => listener.starved());
  }

  /** The first segment that has not been asked for. */
  get nextSegment(): number {
    return this.next;
  }

  /** Nothing can come any more. */
  get dead(): boolean {
    return this.exhausted;
  }

  /** Asks for what can be asked for now. */
  proceed(): void {
    const { times, limit } = this.parts;
    if (this.stopped || this.exhausted || this.waiting || this.held) return;
    while (this.hasOrGets(this.next)) this.next++;
    if (this.running.length >= this.mostRunning() || this.next >= times.count) return;
    if (limit && this.next >= limit()) return;
    this.await(this.next, this.parts.clock.now);
  }

  /** The playhead, the limits or what is available have changed: waits are to be computed again. */
  reconsider(): void {
    const { waiting } = this;
    if (waiting) {
      this.parts.clock.cancel(waiting.ticket);
      this.waiting = undefined;
      this.await(waiting.segment, waiting.since);
    }
    this.proceed();
  }

  /** Playback goes on elsewhere. @param keeps whether requests that are of use there go on */
  moveTo(keeps: boolean): void {
    const { clock, track } = this.parts;
    clock.cancel(this.waiting?.ticket);
    clock.cancel(this.held);
    this.waiting = undefined;
    this.held = undefined;
    this.forced.clear();
    this.replacedBefore = 0;
    let next = track.firstMissing;
    for (const running of [...this.running].sort((a, b) => a.row.segment - b.row.segment)) {
      if (keeps && running.row.segment === next) next++;
      else this.cut(running, "cut");
    }
    this.next = next;
    this.proceed();
  }

  /** The session is over; what is under way is cut. */
  stop(outcome: "cut" | "starved"): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const running of [...this.running]) this.cut(running, outcome);
  }

  /** The session is over by a fault, and its log says nothing of what was under way: others get its share of the link. */
  abort(): void {
    this.stopped = true;
    for (const { download, watch } of this.running.splice(0)) {
      watch?.stop();
      download?.cancel();
    }
  }

  private hasOrGets(segment: number): boolean {
    if (this.running.some(({ row }) => row.segment === segment)) return true;
    return segment >= this.replacedBefore && this.parts.track.levelOf(segment) !== undefined;
  }

  private mostRunning(): number {
    const { parallel } = this.parts.settings.downloads ?? {};
    if (!parallel || this.parts.source.kind !== "video") return 1;
    const buffer = this.parts.player.bufferOf(this.parts.track);
    const step = parallel.ahead.find(({ belowBuffer }) => buffer < belowBuffer);
    return Math.min(parallel.most, step?.segments ?? parallel.otherwise);
  }

  /** Finds out when the segment exists and fits into the buffer, and asks for it then. */
  private await(segment: number, since: Seconds): void {
    const { clock, player, track, settings, availability } = this.parts;
    const { now } = clock;
    const available = availability?.availableAt(segment) ?? now;
    let buffer: Seconds | undefined;
    let roomAt: Seconds | undefined = now;
    // A segment that replaces another needs no room.
    if (segment >= track.firstMissing) {
      const room = this.roomFor(segment);
      if (player.bufferOf(track) + this.underWay() > room) {
        // More media will never come by waiting, so playback starts with what there is.
        if (player.playhead.moving || player.playWithWhatThereIs()) {
          roomAt = Math.max(now, player.playhead.timeOf(track.bufferedEnd + this.underWay() - room));
          buffer = this.underWay() > 0 || player.playhead.rate !== 1 ? undefined : room;
        } else roomAt = undefined;
      }
    }
    // Nor by waiting for what nobody has called for yet.
    if (available === Number.POSITIVE_INFINITY && !player.playhead.moving) player.playWithWhatThereIs();
    // What playback has begun may have changed the wait already.
    if (this.waiting || this.stopped) return;
    if (roomAt === undefined || available === Number.POSITIVE_INFINITY) {
      this.waiting = { segment, since, ticket: undefined, fullUntil: since, buffer: undefined };
      if (player.waiting) this.patience.wait();
      return;
    }
    const { idleStep } = settings.player;
    const at = Math.max(roomAt, available, now);
    const due =
      idleStep === undefined || at === since ? at : since + Math.ceil((at - since) / idleStep) * idleStep;
    const exact = idleStep === undefined && due === roomAt ? buffer : undefined;
    const ticket = clock.at(due, PRIORITY.room, () => this.decide());
    // Waiting for what does not exist yet is no idling on a full buffer.
    const fullUntil = roomAt > since && roomAt >= available ? due : roomAt;
    this.waiting = { segment, since, ticket, fullUntil, buffer: exact };
  }

  /** The buffer level at which the segment is asked for. A segment longer than the whole buffer fits into an empty one. */
  private roomFor(segment: number): Seconds {
    const { settings, times, maxBuffer } = this.parts;
    return settings.player.bufferLimit === "below"
      ? maxBuffer()
      : Math.max(0, maxBuffer() - times.durations[segment]!);
  }

  /** Seconds of media that are on their way and will add to the buffer. */
  private underWay(): Seconds {
    let seconds = 0;
    for (const { row } of this.running)
      if (row.segment >= this.parts.track.firstMissing) seconds += this.parts.times.durations[row.segment]!;
    return seconds;
  }

  private decide(): void {
    const { clock, player, settings, source, track } = this.parts;
    const { segment, since, fullUntil, buffer } = this.waiting!;
    this.waiting = undefined;
    const forced = this.forced.get(segment);
    this.forced.delete(segment);
    if (forced === undefined) source.idled(Math.min(clock.now, fullUntil) - since);
    const row = new RequestRow();
    row.segment = segment;
    row.decided = clock.now;
    row.requested = clock.now;
    if (forced !== undefined) row.level = forced;
    else {
      const choice = source.choose(segment, buffer ?? player.bufferOf(track));
      row.segment = choice.segment;
      row.level = choice.level;
      row.requested = clock.now + choice.wait;
      row.estimate = choice.estimate;
      row.reason = choice.reason;
      if (choice.segment < segment) this.replacedBefore = Math.max(this.replacedBefore, segment);
      if (choice.segment < segment && settings.player.fastSwitch?.abortsInFlight)
        for (const running of [...this.running])
          if (running.row.segment >= choice.segment) this.cut(running, "cut");
    }
    this.next = row.segment + 1;
    const there = track.levelOf(row.segment);
    if (there !== undefined && there >= row.level) {
      // Nothing would be gained by another copy.
      this.proceed();
      return;
    }
    row.size = source.sizeOf(row.segment, row.level);
    this.held = clock.at(row.requested, PRIORITY.request, () => {
      this.held = undefined;
      this.send(row, this.newFallback(row.level), false);
      this.proceed();
    });
  }

  private newFallback(level: number): FallbackChain | undefined {
    const { fallback } = this.parts.settings.requests ?? {};
    return fallback && new FallbackChain(fallback, Math.max(1, level));
  }

  private send(row: RequestRow, fallback: FallbackChain | undefined, emergency: boolean): void {
    const { clock, player, track, settings, source, times, availability, listener } = this.parts;
    row.bufferBefore = player.bufferOf(track);
    row.firstByte = Number.NaN;
    this.patience.wait();
    const running: Running = { row, fallback, emergency, download: undefined, watch: undefined };
    this.running.push(running);
    const pieces = availability?.piecesOf?.(row.segment, row.size);
    const spec: SegmentSpec = {
      kind: source.kind,
      segment: row.segment,
      level: row.level,
      size: row.size,
      duration: times.durations[row.segment]!,
      resource: `${emergency ? "emergency" : source.kind}/${row.level}/${row.segment}`,
      pieces: pieces?.map(({ size, availableAt }) => ({ size, availableAt: clock.onAgenda(availableAt) })),
      fallback,
    };
    running.download = this.parts.start(spec, {
      part: (seconds) => this.partArrived(running, seconds),
      done: (attempt) => this.done(running, attempt),
      attemptFailed: (attempt, failure) => this.log.record(row, "failed", attempt, failure),
      exhausted: () => this.fallBack(running),
    });
    const { abandonment } = settings.player;
    const spared = row.segment === 0 && abandonment?.sparesFirst === true;
    if (abandonment && source.hearsProgress && !spared && !emergency)
      running.watch = new ProgressWatch(clock, abandonment, running.download, () => this.progressed(running));
    listener.requested(row.segment, row.level);
  }

  private partArrived({ row }: Running, seconds: Seconds): void {
    const { track, player } = this.parts;
    track.addPart(row.segment, seconds);
    player.mediaArrived();
    if (seconds > 0) this.patience.came(true);
  }

  private done(running: Running, attempt: AttemptRecord): void {
    const { row } = running;
    const { track, player, source, listener } = this.parts;
    this.remove(running);
    track.add(row.segment, row.level);
    this.log.record(row, "delivered", attempt);
    player.mediaArrived();
    source.delivered(row.level, this.next);
    listener.arrived(row.segment, row.level);
    this.patience.came(this.running.length > 0);
    this.reconsider();
  }

  private progressed(running: Running): void {
    const { row, download } = running;
    const { source, settings, clock } = this.parts;
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
    this.cut(running, "abandoned");
    // Several may be given up at once: the earliest is the next.
    this.next = Math.min(this.next, row.segment, this.waiting?.segment ?? row.segment);
    clock.cancel(this.waiting?.ticket);
    this.waiting = undefined;
    if (settings.player.abandonment?.afterwards === "forced") this.forced.set(row.segment, instead);
    this.reconsider();
  }

  /** The network could not bring it: what else the settings have in store. */
  private fallBack(running: Running): void {
    const { row, fallback, emergency } = running;
    const { listener, clock, settings, times, player, source } = this.parts;
    this.remove(running);
    const { segment, level } = row;
    const duration = times.durations[segment]!;
    const failed = { level, duration, offlineMedia: this.offlineMedia, settings: settings.requests };
    const next = afterFailure(fallback, failed, (step) =>
      listener.note({ at: clock.now, kind: "fallback", step }),
    );
    switch (next.kind) {
      case "request": {
        const size = next.level === level ? row.size : source.sizeOf(segment, next.level);
        this.send(this.sameAgain(segment, next.level, size), fallback, emergency);
        break;
      }
      case "emergency":
        this.send(this.sameAgain(segment, 0, next.bitrate * duration), fallback, true);
        break;
      case "offline":
        this.takeOffline(segment, duration);
        break;
      case "nothing":
        this.exhausted = true;
        if (!player.playhead.moving) listener.starved();
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
    const { clock, track, player, listener } = this.parts;
    this.offlineMedia -= duration;
    const local = this.sameAgain(segment, 0, 0);
    local.firstByte = clock.now;
    local.reason = "offline";
    track.add(segment, 0);
    this.log.record(local, "delivered");
    this.patience.came(this.running.length > 0);
    player.mediaArrived();
    listener.arrived(segment, 0);
    this.reconsider();
  }

  private cut(running: Running, outcome: "cut" | "starved" | "abandoned"): void {
    const { row } = running;
    const attempt = running.download?.cancel();
    this.remove(running);
    // Between two attempts there is nothing to cut.
    if (attempt) this.log.record(row, outcome, attempt);
  }

  private remove(running: Running): void {
    running.watch?.stop();
    this.running.splice(this.running.indexOf(running), 1);
  }
}
