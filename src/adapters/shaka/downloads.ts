import type { Sample } from "../../model/policy.js";
import { type Bits, bitsFromBytes, type Seconds, secondsFromMs } from "../../units.js";
import type { HeadersReceived, ShakaContext, ShakaRequest, ShakaResponse } from "./player.js";
import { sizeOf } from "./segments.js";

/** The download of a segment, from its request on. */
export interface Download {
  readonly request: ShakaRequest;
  readonly level: number;
  /** Media time. */
  readonly segmentStart: Seconds;
  start: Seconds;
  firstByte?: Seconds;
  /** When bytes came last. */
  progressed?: Seconds;
  loaded: Bits;
  total?: Bits;
}

/** A download that is over. */
export interface Finished {
  readonly sample: Sample;
  /** It came too fast for a network, or says that it did not come from one. */
  readonly cached: boolean;
}

/**
 * Puts the downloads of segments together from what Shaka tells of them: a request filter (the request), the event
 * `downloadheadersreceived` (the first byte), `segmentDownloaded` (bytes, and the last of them) and a response filter (the
 * end). Requests that fail or are aborted come to nothing; asked for again, a segment starts its
 * download anew.
 */
export class Downloads {
  private readonly running = new Map<ShakaContext, Download>();
  private over: Finished[] = [];

  request(context: ShakaContext, request: ShakaRequest, level: number, now: Seconds): void {
    const segment = context.segment!;
    const segmentStart = segment.getStartTime();
    const total = sizeOf(segment);
    for (const [other, download] of Array.from(this.running))
      if (download.segmentStart === segmentStart) this.running.delete(other);
    this.running.set(context, {
      request,
      level,
      segmentStart,
      start: now,
      loaded: 0,
      ...(total !== undefined && { total }),
    });
  }

  /** The request leaves only now. */
  sent(context: ShakaContext, now: Seconds): void {
    const download = this.running.get(context);
    if (download) download.start = now;
  }

  /** The clock of the player has whole milliseconds; so `start` is never before the request was seen. */
  headers({ request, headers }: HeadersReceived, now: Seconds): void {
    const download = this.find(request);
    if (!download) return;
    download.firstByte = now;
    const waitedMs = request.timeToFirstByte;
    if (typeof waitedMs === "number")
      download.start = Math.min(Math.max(download.start, now - secondsFromMs(waitedMs)), now);
    const length = Number(headers["content-length"]);
    if (download.total === undefined && length > 0) download.total = bitsFromBytes(length);
  }

  progress(context: ShakaContext, bytes: number, now: Seconds): Download | undefined {
    const download = this.running.get(context);
    if (!download) return undefined;
    download.loaded += bitsFromBytes(bytes);
    download.progressed = now;
    return download;
  }

  /** @param cacheThresholdMs what comes sooner came from a cache */
  finish(context: ShakaContext, response: ShakaResponse, now: Seconds, cacheThresholdMs: number): void {
    const download = this.running.get(context);
    if (!download) return;
    this.running.delete(context);
    const { level, start } = download;
    const end = download.progressed ?? now;
    const firstByte = Math.min(download.firstByte ?? start, end);
    const cached = response.fromCache === true || end - start < secondsFromMs(cacheThresholdMs);
    this.over.push({
      sample: { start, firstByte, end, bits: bitsFromBytes(response.data.byteLength), level },
      cached,
    });
  }

  failed(request: ShakaRequest): void {
    for (const [context, download] of Array.from(this.running))
      if (download.request === request) this.running.delete(context);
  }

  /** Whether another segment than this one is under way. */
  otherThan(segmentStart: Seconds): boolean {
    return Array.from(this.running.values()).some((download) => download.segmentStart !== segmentStart);
  }

  get idle(): boolean {
    return this.running.size === 0;
  }

  forgetRunning(): void {
    this.running.clear();
  }

  takeFinished(): readonly Finished[] {
    const { over } = this;
    this.over = [];
    return over;
  }

  private find(request: ShakaRequest): Download | undefined {
    return Array.from(this.running.values()).find((download) => download.request === request);
  }
}
