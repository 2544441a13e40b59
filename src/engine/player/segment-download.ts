import type { RequestKind } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import type { Failure } from "../network/exchange.js";
import type { FallbackChain } from "../network/fallback.js";
import type { AttemptRecord, Fetch, Fetcher } from "../network/fetcher.js";

/** A segment to download. */
export interface SegmentSpec {
  readonly kind: RequestKind;
  readonly segment: number;
  /** Missing for the emergency stream. */
  readonly level?: number;
  readonly size: Bits;
  readonly duration: Seconds;
  readonly resource: string;
  /** Parts in which it comes into being; times are the agenda's. */
  readonly pieces?: readonly { readonly size: Bits; readonly availableAt: Seconds }[] | undefined;
  readonly fallback: FallbackChain | undefined;
}

/** Who is told of a segment's download. Exactly one of `done` and `exhausted` is called, unless it is cancelled. */
export interface DownloadListener {
  /** So many seconds from the segment's start have arrived, of a segment that comes in pieces. */
  part(seconds: Seconds): void;
  /** It rests from now on, or goes on after having rested: see {@link SegmentDownload.isResting}. */
  resting(): void;
  done(attempt: AttemptRecord): void;
  attemptFailed(attempt: AttemptRecord, failure: Failure): void;
  /** All attempts, and all that the network's fallbacks could do, have failed. */
  exhausted(failure: Failure): void;
}

/** A segment's download under way. */
export interface SegmentDownload {
  received(): Bits;
  /** Undefined until the first bit has come. */
  firstByteAt(): Seconds | undefined;
  whenReceived(bits: Bits, then: () => void): void;
  /** Whether nothing of it is asked for at the moment: it waits for the playhead to come nearer. */
  isResting(): boolean;
  /** The playhead has started, stopped, jumped or changed its rate. */
  reconsider(): void;
  /** @returns the attempt that was cut short, if one was under way */
  cancel(): AttemptRecord | undefined;
}

/** Downloads a segment by one request. */
export function downloadWhole(
  fetcher: Fetcher,
  spec: SegmentSpec,
  listener: DownloadListener,
): SegmentDownload {
  const { kind, size, resource, level, pieces, duration, fallback } = spec;
  let arrived: Bits = 0;
  const fetch: Fetch = fetcher.fetch(
    { kind, size, resource, ...(level !== undefined && { level }), ...(pieces && { pieces }) },
    {
      firstByte: () => {},
      piece: (index) => {
        arrived += pieces?.[index]?.size ?? 0;
        listener.part(duration * Math.min(1, arrived / size));
      },
      done: (attempt) => listener.done(attempt),
      attemptFailed: (attempt, failure) => {
        arrived = 0;
        listener.attemptFailed(attempt, failure);
      },
      exhausted: (failure) => listener.exhausted(failure),
    },
    fallback && { fallback },
  );
  return {
    received: () => fetch.received(),
    firstByteAt: () => fetch.firstByteAt,
    whenReceived: (bits, then) => fetch.whenReceived(bits, then),
    isResting: () => false,
    reconsider: () => {},
    cancel: () => fetch.cancel(),
  };
}
