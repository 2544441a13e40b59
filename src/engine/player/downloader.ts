import type { SessionEvent } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { RequestTable } from "../recorder.js";
import type { SessionClock } from "../session-clock.js";
import type { Availability } from "../session-control.js";
import type { LevelFiles } from "./level-files.js";
import type { Player } from "./player.js";
import { RequestLog } from "./request-log.js";
import { RequestRow } from "./request-row.js";
import { Room } from "./room.js";
import type { DownloadListener, SegmentDownload, SegmentSpec } from "./segment-download.js";
import type { SegmentLookup } from "./segment-lookup.js";
import { SegmentRequests } from "./segment-requests.js";
import type { SegmentTimes } from "./segment-times.js";
import type { TrackBuffer } from "./track-buffer.js";
import type { Choice, TrackSource } from "./track-source.js";

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
  /** What has to be there before segments are asked for. Missing: nothing. */
  readonly files?: LevelFiles | undefined;
  /** Finds the segment to ask for after a switch. Missing: it is the next one. */
  readonly lookup?: SegmentLookup | undefined;
  readonly availability?: Availability | undefined;
  /** How far this track may be ahead of others: the first segment that may not be asked for yet. */
  readonly limit?: (() => number) | undefined;
  readonly maxBuffer: () => Seconds;
  readonly listener: DownloaderListener;
}

export interface DownloaderListener {
  requested(segment: number, level: number): void;
  arrived(segment: number, level: number): void;
  /** Nothing is under way, nor will be at a time that is known. */
  rests(): void;
  /** Nothing has come for longer than anyone would wait. */
  starved(): void;
  /** A level's attempts are used up, and a lower one is taken. */
  levelFailed(level: number): void;
  note(event: SessionEvent): void;
}

/** The next segment has no room yet, or does not exist yet. */
interface Waiting {
  readonly segment: number;
  readonly since: Seconds;
  /** Missing where nobody knows how long it will be. */
  readonly ticket: Ticket | undefined;
  /** Until when the wait was for room in the buffer alone. */
  readonly fullUntil: Seconds;
  /** The buffer level that is waited for, if it is exactly that. */
  readonly buffer: Seconds | undefined;
}

/** A request that is to be sent. */
interface Held {
  readonly ticket: Ticket;
}

type Forced = Pick<Choice, "level"> &
  Partial<Pick<Choice, "estimate" | "reason">> & {
    /** It was decided, and is not to be asked for before this. Missing: an abandonment named it. */
    readonly requested?: Seconds;
  };

/**
 * Downloads a track: finds the next segment, waits until it exists and there is room for it, has its level chosen, and
 * sends the request.
 */
export class Downloader {
  readonly track: TrackBuffer;
  private readonly parts: DownloaderParts;
  /** The next segment to ask for. */
  private next: number;
  private readonly requests: SegmentRequests;
  private readonly room: Room;
  private waiting: Waiting | undefined;
  /** A decision was made and its request is held back: by the policy's wish, or until the level's files are there. */
  private held: Held | undefined;
  /** What is not asked about, by segment: it was decided before, or by an abandonment. */
  private readonly forced = new Map<number, Forced>();
  /** Segments before this one may be fetched although a copy is there: they are being replaced. */
  private replacedBefore = 0;
  /** Segments of which a better copy could not be had. */
  private readonly irreplaceable = new Set<number>();
  /** A segment that playback needs cannot be had, by any means. */
  private lost = false;
  private open = false;
  private stopped = false;

  constructor(parts: DownloaderParts) {
    const { clock, listener, player, settings, source, table, track, times, maxBuffer } = parts;
    this.parts = parts;
    this.track = track;
    this.next = track.firstMissing;
    this.room = new Room({
      player,
      track,
      times,
      settings: settings.player,
      maxBuffer,
      atTop: () => source.atTop,
    });
    this.requests = new SegmentRequests({
      ...parts,
      log: new RequestLog(clock, table, () => player.bufferOf(track)),
      listener: {
        requested: (segment, level) => listener.requested(segment, level),
        partArrived: () => player.mediaArrived(),
        arrived: (segment, level, delivered) => this.arrived(segment, level, delivered),
        abandoned: (segment, instead) => this.abandoned(segment, instead),
        lost: () => {
          this.lost = true;
          this.proceed();
        },
        notReplaced: (segment) => {
          this.irreplaceable.add(segment);
          this.reconsider();
        },
        levelFailed: (level) => listener.levelFailed(level),
        starved: () => listener.starved(),
        note: (event) => listener.note(event),
      },
    });
  }

  /** The first segment that has not been asked for. */
  get nextSegment(): number {
    return this.next;
  }

  /** What playback needs next will not come, unless it goes on elsewhere. */
  get dead(): boolean {
    return this.lost && this.requests.count === 0;
  }

  /** Something is under way, or will be at a time that is known. */
  get active(): boolean {
    return this.requests.count > 0 || this.held !== undefined || this.waiting?.ticket !== undefined;
  }

  /** Downloads may begin. */
  begin(): void {
    this.open = true;
    this.proceed();
  }

  /** Asks for what can be asked for now. */
  proceed(): void {
    this.findNext();
    if (this.open && !this.stopped && !this.active) this.parts.listener.rests();
  }

  /** The playhead, the limits or what is available have changed: waits are to be computed again. */
  reconsider(): void {
    if (this.stopped) return;
    this.requests.reconsider();
    this.parts.files?.reconsider();
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
    clock.cancel(this.held?.ticket);
    this.waiting = undefined;
    this.held = undefined;
    this.forced.clear();
    this.irreplaceable.clear();
    this.replacedBefore = 0;
    this.lost = false;
    // Requests that fill the gap from there on, one after the other.
    let next = track.firstMissing;
    while (keeps && (this.requests.has(next) || track.levelOf(next) !== undefined)) next++;
    this.requests.cutWhere(
      (segment) => segment < track.firstMissing || segment >= next || track.levelOf(segment) !== undefined,
    );
    this.requests.waitAnew();
    this.next = track.firstMissing;
    this.proceed();
  }

  /** The session is over; what is under way is cut. */
  stop(outcome: "cut" | "starved"): void {
    if (this.stopped) return;
    this.stopped = true;
    this.requests.stop(outcome);
  }

  /** The session is over by a fault, and its log says nothing of what was under way. */
  abort(): void {
    this.stopped = true;
    this.requests.abort();
  }

  private findNext(): void {
    const { times, limit } = this.parts;
    if (!this.open || this.stopped || this.lost || this.waiting || this.held) return;
    while (this.hasOrGets(this.next)) this.next++;
    if (this.requests.count >= this.mostRunning() || this.next >= times.count) return;
    if (limit && this.next >= limit()) return;
    this.await(this.next, this.parts.clock.now);
  }

  private hasOrGets(segment: number): boolean {
    if (this.requests.has(segment)) return true;
    return segment >= this.replacedBefore && this.track.levelOf(segment) !== undefined;
  }

  private mostRunning(): number {
    const { parallel } = this.parts.settings.downloads ?? {};
    if (!parallel || this.parts.source.kind !== "video") return 1;
    const buffer = this.parts.player.bufferOf(this.track);
    const step = parallel.ahead.find(({ belowBuffer }) => buffer < belowBuffer);
    return Math.min(parallel.most, step?.segments ?? parallel.otherwise);
  }

  /** Finds out when the segment exists and fits into the buffer, and asks for it then. */
  private await(segment: number, since: Seconds): void {
    const { clock, player, settings, availability } = this.parts;
    const { now } = clock;
    const available = availability?.availableAt(segment) ?? now;
    let buffer: Seconds | undefined;
    let roomAt: Seconds | undefined = now;
    const mark = this.room.markFor(segment, this.requests.segments);
    if (mark) {
      // More media will never come by waiting, so playback starts with what there is.
      if (player.playhead.moving || player.playWithWhatThereIs()) {
        roomAt = Math.max(now, player.playhead.timeOf(mark.position));
        buffer = mark.buffer;
      } else roomAt = undefined;
    }
    // Nor by waiting for what nobody has called for yet.
    if (available === Number.POSITIVE_INFINITY && !player.playhead.moving) player.playWithWhatThereIs();
    // What playback has begun may have changed the wait already.
    if (this.waiting || this.held || this.stopped) return;
    if (roomAt === undefined || available === Number.POSITIVE_INFINITY) {
      this.waiting = { segment, since, ticket: undefined, fullUntil: since, buffer: undefined };
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

  private decide(): void {
    const { clock, player, source, track } = this.parts;
    const { segment, since, fullUntil, buffer } = this.waiting!;
    this.waiting = undefined;
    const forced = this.forced.get(segment);
    this.forced.delete(segment);
    if (forced === undefined || forced.requested !== undefined)
      source.idled(Math.min(clock.now, fullUntil) - since);
    const row = new RequestRow();
    row.segment = segment;
    row.decided = clock.now;
    row.requested = clock.now;
    if (forced !== undefined) {
      Object.assign(row, forced);
      row.requested = Math.max(row.requested, clock.now);
    } else {
      const wasAtTop = source.atTop;
      const stays = (other: number) => this.requests.has(other) || this.irreplaceable.has(other);
      const choice = source.choose(segment, buffer ?? player.bufferOf(track), stays);
      row.segment = choice.segment;
      row.level = choice.level;
      row.requested = clock.now + choice.wait;
      row.estimate = choice.estimate;
      row.reason = choice.reason;
      if (choice.segment < segment) this.replaceFrom(choice.segment, segment);
      // Below the top, the maximum may be less.
      if (wasAtTop && !source.atTop && this.room.markFor(row.segment, this.requests.segments)) {
        const { level, requested, estimate, reason } = row;
        this.forced.set(row.segment, { level, requested, estimate, reason });
        this.next = row.segment;
        this.proceed();
        return;
      }
    }
    const again = this.lookedUp(row);
    this.next = row.segment + 1;
    const there = track.levelOf(row.segment);
    // What replaces all replaces by lower levels, too, but not after a replacement that was given up: it might never end.
    const gaveUp = forced !== undefined && forced.requested === undefined;
    if (there !== undefined && there >= row.level && !again && (gaveUp || !this.replacesAll)) {
      // Nothing would be gained by another copy.
      this.proceed();
      return;
    }
    row.size = source.sizeOf(row.segment, row.level);
    const held: Held = {
      ticket: clock.at(row.requested, PRIORITY.request, () => this.sendOnceFilesAllow(row, held)),
    };
    this.held = held;
  }

  /** @returns whether it is the segment that came last which is to be asked for */
  private lookedUp(row: RequestRow): boolean {
    const { lookup, track } = this.parts;
    if (!lookup || row.segment !== track.firstMissing || this.requests.count > 0) return false;
    row.segment = lookup.find(row.segment, row.level);
    return row.segment !== track.firstMissing;
  }

  private get replacesAll(): boolean {
    return this.parts.settings.player.fastSwitch?.replaces === "all";
  }

  private replaceFrom(from: number, before: number): void {
    this.replacedBefore = Math.max(this.replacedBefore, before);
    if (this.parts.settings.player.fastSwitch?.abortsInFlight)
      this.requests.cutWhere((running) => running >= from);
  }

  private sendOnceFilesAllow(row: RequestRow, held: Held): void {
    const { clock, files } = this.parts;
    const send = () => {
      if (this.held !== held || this.stopped) return;
      this.held = undefined;
      row.requested = clock.now;
      this.requests.send(row);
      this.proceed();
    };
    if (files) files.beforeRequest(row.level, send);
    else send();
  }

  private arrived(segment: number, level: number, delivered: boolean): void {
    const { player, source, listener, lookup } = this.parts;
    player.mediaArrived();
    lookup?.arrived(segment, level);
    if (delivered) source.delivered(level, this.next);
    listener.arrived(segment, level);
    this.reconsider();
  }

  private abandoned(segment: number, instead: number): void {
    const { settings, clock } = this.parts;
    // Several may be given up at once: the earliest is the next.
    this.next = Math.min(this.next, segment, this.waiting?.segment ?? segment);
    clock.cancel(this.waiting?.ticket);
    this.waiting = undefined;
    if (settings.player.abandonment?.afterwards === "forced") this.forced.set(segment, { level: instead });
    this.reconsider();
  }
}
