import { type MediaPlace, mediaOf } from "../stream/stream.js";
import { isOnLink, type OnLink } from "./on-link.js";

/**
 * One request. Times are milliseconds along the trace, which begins with the first request for what is on the link; what
 * came before that has negative times.
 */
export interface ServedRequest extends MediaPlace {
  /** Below the server's root, without the query. */
  readonly path: string;
  readonly startedMs: number;
  /** When the headers and the first byte of the body were passed on; missing if none was. */
  readonly firstByteMs?: number;
  /** When the last byte was, or when the client gave up; missing while it is under way. */
  readonly endMs?: number;
  /** Of the body, passed on. */
  readonly bytes: number;
  readonly aborted: boolean;
}

/** A request under way, to be told what becomes of it. */
export interface LoggedRequest {
  readonly kind: MediaPlace["kind"];
  readonly ended: boolean;
  passedOn(bytes: number): void;
  end(how: "whole" | "aborted"): void;
}

/** The requests of a session, on a clock of milliseconds since the epoch that never runs backwards. */
export class RequestLog {
  private readonly entries: Entry[] = [];
  private readonly onLink: OnLink;
  private beganMs: number | undefined;

  constructor(onLink: OnLink) {
    this.onLink = onLink;
  }

  /** When the trace began, in milliseconds since the epoch; undefined before the first request over the link. */
  get traceBeganMs(): number | undefined {
    return this.beganMs;
  }

  start(path: string): LoggedRequest {
    const entry = new Entry(path);
    if (isOnLink(entry.kind, this.onLink)) this.beganMs ??= entry.startedMs;
    this.entries.push(entry);
    return entry;
  }

  /** In the order of asking. */
  list(): readonly ServedRequest[] {
    return this.entries.map((entry) => entry.since(this.beganMs ?? 0));
  }
}

class Entry implements LoggedRequest {
  readonly kind: MediaPlace["kind"];
  readonly startedMs = epochMs();
  private readonly path: string;
  private firstByteMs: number | undefined;
  private endMs: number | undefined;
  private bytes = 0;
  private aborted = false;

  constructor(path: string) {
    this.path = path;
    this.kind = mediaOf(path).kind;
  }

  get ended(): boolean {
    return this.endMs !== undefined;
  }

  passedOn(bytes: number): void {
    this.firstByteMs ??= epochMs();
    this.bytes += bytes;
  }

  end(how: "whole" | "aborted"): void {
    this.endMs = epochMs();
    this.aborted = how === "aborted";
  }

  since(beganMs: number): ServedRequest {
    const { path, startedMs, firstByteMs, endMs, bytes, aborted } = this;
    return {
      path,
      ...mediaOf(path),
      startedMs: startedMs - beganMs,
      ...(firstByteMs !== undefined && { firstByteMs: firstByteMs - beganMs }),
      ...(endMs !== undefined && { endMs: endMs - beganMs }),
      bytes,
      aborted,
    };
  }
}

const epochMs = (): number => performance.timeOrigin + performance.now();
