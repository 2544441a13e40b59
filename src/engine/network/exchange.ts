import type { RequestKind } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";

/** One HTTP request and its answer, as the one who asks sees it. */
export interface ExchangeSpec {
  readonly kind: RequestKind;
  /** Payload. */
  readonly size: Bits;
  /** Names what is fetched, the same for the same bits: "video/3/12". Caches go by it. */
  readonly resource: string;
  readonly level?: number;
  /** Passes requests that are not urgent, on the link. */
  readonly urgent?: boolean;
  /** A body that comes into being while it is sent (CMAF); sizes add up to `size`. Missing: all is there. */
  readonly pieces?: readonly Piece[];
}

/** A part of a body that can be sent from some time on. */
export interface Piece {
  readonly size: Bits;
  readonly availableAt: Seconds;
}

/** What took too long: the first bit, the next one, or all of them. */
export type TimedOut = "first byte" | "progress" | "whole";

/** Why an exchange failed. "404" and its kin are HTTP's own numbers. */
export type Failure =
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "reset" }
  | { readonly kind: "refused" }
  | { readonly kind: "timeout"; readonly of: TimedOut }
  | { readonly kind: "breaker open" };

export function failureText(failure: Failure): string {
  switch (failure.kind) {
    case "status":
      return String(failure.status);
    case "timeout":
      return failure.of === "whole" ? "timeout" : `${failure.of} timeout`;
    default:
      return failure.kind;
  }
}

/** Where an answer came from. */
export interface AnsweredBy {
  readonly cdn?: string;
  readonly tier?: string;
}

/** Who is told of an exchange's course. Exactly one of `done` and `failed` is called, unless it is cancelled. */
export interface ExchangeListener {
  /** The first bit has arrived. */
  firstByte(): void;
  /** A piece of the body has arrived, where the body has pieces. */
  piece?(index: number): void;
  done(): void;
  failed(failure: Failure): void;
}

/** An exchange under way. */
export interface Exchange {
  readonly spec: ExchangeSpec;
  readonly answeredBy: AnsweredBy;
  /** Payload that has arrived by now. */
  received(): Bits;
  /** Calls once when so much payload has arrived; one call at a time may be waited for. */
  whenReceived(payload: Bits, then: () => void): void;
  /** Nobody wants the answer any more: what has arrived is lost. */
  cancel(): void;
}

/** Sends requests; each attempt is an exchange of its own. */
export interface Transport {
  send(spec: ExchangeSpec, listener: ExchangeListener, route?: Route): Exchange;
}

/** How an attempt is to be made, where there is a choice. Missing parts: the transport chooses. */
export interface Route {
  readonly cdn?: string;
  readonly protocol?: "http/1.1" | "http/2";
}
