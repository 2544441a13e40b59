import { z } from "zod";
import {
  flag,
  mechanism,
  millisecondsOrZero,
  nonNegative,
  oneOf,
  secondsOrZero,
  someShare,
  upTo,
  wholeFrom,
} from "./kinds.js";

const SLOW_START = "a mapping of slow start, such as { initialWindowPackets: 10 }";
const slowStart = z.strictObject(
  {
    initialWindowPackets: wholeFrom(1, "a whole number of packets, 1 or more").describe(
      "Packets sent in the first round trip; 10 after RFC 6928.",
    ),
    restartAfterIdleSeconds: secondsOrZero
      .optional()
      .describe("A connection idle for longer starts anew. Left out: it never does."),
  },
  SLOW_START,
);

const CONNECTION = "a mapping of connections, such as { protocol: http/2, ... }";
const LOSS = "a share of packets: a number of 0 or more, below 1";
const connection = z.strictObject(
  {
    protocol: oneOf("http/1.1", "http/2").describe(
      "With http/1.1, one request at a time on each of several connections; with http/2, all on one.",
    ),
    maxConnections: wholeFrom(1, "a whole number of connections, 1 or more").describe(
      "With http/1.1; requests beyond it wait for a free connection. Browsers open 6.",
    ),
    handshakeRoundTrips: nonNegative("a number of round trips, 0 or more").describe(
      "Round trips before the first request on a new connection: TCP 1, TLS 1.3 one more, TLS 1.2 two more.",
    ),
    keepAliveSeconds: secondsOrZero.describe("An idle connection is closed after so many seconds."),
    headerSizeBytes: nonNegative("a number of bytes, 0 or more").describe(
      "Headers of a response, sent before its body.",
    ),
    slowStart: mechanism(slowStart, SLOW_START)
      .optional()
      .describe("TCP's slow start. Left out: a connection sends at its whole share at once."),
    loss: z
      .union([z.number(LOSS).min(0, LOSS).lt(1, LOSS), z.literal("trace", LOSS)], LOSS)
      .optional()
      .describe(
        "The share of packets lost, capping a connection's rate; or trace, as the trace's own column says. Left out: none.",
      ),
    packetSizeBytes: upTo(65536, "a number of bytes over 0, at most 65536").describe(
      "What TCP sends in a packet, without headers.",
    ),
  },
  CONNECTION,
);

export const networkSchema = z.strictObject(
  {
    rttMs: millisecondsOrZero
      .optional()
      .describe(
        "Milliseconds from a request to its first bit. Left out: the trace's own latency, or none where it has none.",
      ),
    latencyRule: oneOf("at request", "along trace")
      .optional()
      .describe(
        "Whether a request waits for the trace's latency as it is when the request is made, or spends it as time passes.",
      ),
    firstByte: oneOf("after latency", "with first bits")
      .optional()
      .describe(
        "Whether an answer has begun once its latency is over, or once the link has carried something of it.",
      ),
    payloadShare: someShare
      .optional()
      .describe("The share of the capacity that carries payload; the rest is headers. Left out: 1."),
    latencyAdvancesTrace: flag
      .optional()
      .describe("Whether the trace goes on while a request waits for its first bit. Left out: true."),
    serverDelayMs: millisecondsOrZero
      .optional()
      .describe("The server's own time to answer, beyond the round trip, in milliseconds. Left out: 0."),
    connection: mechanism(connection, CONNECTION)
      .optional()
      .describe("Connections as HTTP and TCP make them. Left out: a request is its latency and its bits."),
  },
  "a mapping of network settings, such as { rttMs: 60 }",
);
