import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/** How the network treats a request, beyond what the trace says. */
export interface NetworkSettings {
  /** From a request to its first bit. Missing: the trace's own latency at that moment, or none. */
  readonly rtt?: Seconds;
  /**
   * Where the trace's latency varies. "at request", and if missing: a request waits as long as the latency is when it
   * is made. "along trace": the wait is spent as time passes, each moment t of latency L being t / L of it.
   */
  readonly latencyRule?: "at request" | "along trace";
  /**
   * When the first bit of an answer counts as come. "after latency", and if missing: when the link begins with it, even if
   * it carries nothing just then. "with first bits": when something of it has come.
   */
  readonly firstByte?: "after latency" | "with first bits";
  /** The share of the capacity that carries payload, over 0 and at most 1; the rest is headers. Missing: 1. */
  readonly payloadShare?: number;
  /** Whether the trace goes on while a request waits for its first bit. Missing: true, as time does. */
  readonly latencyAdvancesTrace?: boolean;
  /** The server's own time to answer, beyond the round trip. Missing: 0. */
  readonly serverDelay?: Seconds;
  /** Connections as HTTP and TCP make them. Missing: a request is its latency and its bits. */
  readonly connection?: ConnectionSettings;
}

/** Connections to one host: how many, what opening one costs, and how fast one may send. */
export interface ConnectionSettings {
  /** "http/1.1": one request at a time on each of several connections. "http/2": all on one. */
  readonly protocol: "http/1.1" | "http/2";
  /** With HTTP/1.1; requests beyond it wait for a free connection. Browsers open 6. */
  readonly maxConnections: number;
  /** Round trips before the first request on a new connection: TCP 1, TLS 1.3 one more, TLS 1.2 two more. */
  readonly handshakeRoundTrips: number;
  /** An idle connection is closed after this long. */
  readonly keepAlive: Seconds;
  /** Headers of a response, sent before its body. */
  readonly headerSize: Bits;
  /** TCP's slow start. Missing: a connection sends at its whole share at once. */
  readonly slowStart?: SlowStartSettings;
  /**
   * Packets lost, 0 to 1, capping a connection's rate (Mathis et al. 1997); or as the trace says, where it does.
   * Missing: none.
   */
  readonly loss?: number | "trace";
  /** What TCP sends in a packet, without headers. */
  readonly packetSize: Bits;
}

export interface SlowStartSettings {
  /** Packets sent in the first round trip; 10 after RFC 6928. */
  readonly initialWindowPackets: number;
  /** A connection idle for longer starts anew (RFC 5681 section 4.1). Missing: it never does. */
  readonly restartAfterIdle?: Seconds;
}

/** What a client does about requests that are slow or fail. */
export interface RequestSettings {
  /** To the first bit, from the request. Missing: as long as it takes. */
  readonly firstByteTimeout?: Seconds;
  /** Without any bit, after the first. Missing: as long as it takes. */
  readonly stallTimeout?: Seconds;
  /** To the last bit, from the request. Missing: as long as it takes. */
  readonly timeout?: Seconds;
  /** Replaces {@link timeout} by the class of the device's connection; `other` for classes not named. */
  readonly timeoutByConnection?: Readonly<Record<string, Seconds>>;
  /** Missing: a failed request is not repeated. */
  readonly retry?: RetrySettings;
  /** Missing: none. */
  readonly circuitBreaker?: CircuitBreakerSettings;
  /** For so long after a fallback to a lower quality, the level that failed and those above it are not allowed. Missing: 0. */
  readonly levelPenalty?: Seconds;
  /** What is tried, in this order, when retries are used up. Missing: nothing. */
  readonly fallback?: readonly FallbackStep[];
  /** The bitrate of the emergency stream, where the fallback has one. */
  readonly emergencyBitrate?: BitsPerSecond;
  /** How long playback without the network lasts, where the fallback has it: media already cached on the device. */
  readonly offlineMedia?: Seconds;
}

/** Exponential backoff: the n-th retry waits min(initialDelay x factor^n, maxDelay), and a jitter on top. */
export interface RetrySettings {
  /** After the first attempt. */
  readonly retries: number;
  /** Before the first retry (n = 0). */
  readonly initialDelay: Seconds;
  readonly maxDelay: Seconds;
  /** 2 doubles the delay each time, 1 keeps it. */
  readonly factor: number;
  /** The jitter is an even draw between 0 and this share of the delay. */
  readonly jitter: number;
  /** After a timeout, instead of the above: each at once, and so many of all that this request may be repeated. */
  readonly timeoutRetries?: number;
  /** Before a retry after a connection was reset or refused, instead of the above. */
  readonly connectionErrorDelay?: Seconds;
  /** Whether 4xx answers are retried (416 always is, without its byte range). */
  readonly clientErrors?: boolean;
}

/** Closed until so many failures in a row; then open; after a time half open; closed after so many successes. */
export interface CircuitBreakerSettings {
  readonly failures: number;
  readonly resetAfter: Seconds;
  readonly successes: number;
}

/** The document's chain (000): a lower quality, the other protocol, another CDN, offline media, an emergency stream. */
export type FallbackStep = "lower quality" | "switch protocol" | "other cdn" | "offline" | "emergency stream";

/** What goes wrong with requests. A number is the HTTP status that is answered. */
export type FaultKind = number | "reset" | "refused" | "no answer" | "stops halfway" | "slow";

/** A fault over a span of time, or that strikes requests at a rate. Times are since play was pressed. */
export type Fault =
  | (FaultScope & { readonly at: Seconds; readonly for: Seconds })
  | (FaultScope & { readonly rate: number });

export interface FaultScope {
  readonly what: FaultKind;
  /** Which requests. Missing parts match all. */
  readonly where?: {
    readonly cdn?: string;
    readonly kind?: RequestKind;
    readonly level?: number;
  };
  /** For "slow": the share of its rate that is left to a request, over 0 and below 1. */
  readonly rateShare?: number;
}

/** What a request is for. */
export type RequestKind =
  | "video"
  | "audio"
  | "manifest"
  | "playlist"
  | "init"
  | "startup"
  | "control"
  | "thumbnail"
  | "other";
