import { z } from "zod";
import {
  aName,
  between,
  flag,
  kbps,
  level,
  listed,
  mechanism,
  oneOf,
  seconds,
  secondsOrZero,
  share,
  unlike,
  wholeBetween,
  wholeFrom,
} from "./kinds.js";

/** Of a device, and `other` for those not named. */
const CONNECTION_CLASSES = ["ethernet", "wifi", "5g", "4g", "3g", "2g", "other"] as const;

const RETRY = "a mapping of retries, such as { retries: 3, initialDelaySeconds: 1, ... }";
const retry = z.strictObject(
  {
    retries: wholeBetween(0, 100, "a whole number of retries from 0 to 100").describe(
      "How often a request is made again after the first attempt.",
    ),
    initialDelaySeconds: secondsOrZero.describe("Before the first retry."),
    maxDelaySeconds: secondsOrZero.describe("The most that a retry is delayed, the jitter not counted."),
    factor: between(1, 100, "a factor from 1 to 100").describe(
      "By which the delay grows with each retry; 1 keeps it, 2 doubles it.",
    ),
    jitter: between(0, 100, "a share of the delay from 0 to 100").describe(
      "An even draw between 0 and this share of the delay comes on top.",
    ),
    connectionErrorDelaySeconds: secondsOrZero
      .optional()
      .describe("Before a retry after a connection was reset or refused. Left out: as for other failures."),
    timeoutRetries: wholeBetween(0, 100, "a whole number of retries from 0 to 100")
      .optional()
      .describe(
        "How often a request is made again after timeouts, each time at once. Left out: as after other failures.",
      ),
    clientErrors: flag.optional().describe("Whether answers of 4xx are retried. Left out: false."),
  },
  RETRY,
);

const CIRCUIT_BREAKER =
  "a mapping of the circuit breaker, such as { failures: 5, resetAfterSeconds: 30, successes: 2 }";
const circuitBreaker = z.strictObject(
  {
    failures: wholeFrom(1, "a whole number of failures, 1 or more").describe(
      "Opens after so many failures in a row.",
    ),
    resetAfterSeconds: seconds.describe("Half open, so many seconds after it opened."),
    successes: wholeFrom(1, "a whole number of successes, 1 or more").describe(
      "Closes after so many successes while half open.",
    ),
  },
  CIRCUIT_BREAKER,
);

const A_CLASS = `a class of connection: ${listed(CONNECTION_CLASSES)}`;
const TIMEOUTS = "a mapping from classes of connection to seconds, such as { 4g: 5, other: 10 }";
const timeoutByConnection = z
  .record(z.string(), seconds, TIMEOUTS)
  .superRefine((timeouts, context) => {
    for (const name of Object.keys(timeouts))
      if (!CONNECTION_CLASSES.some((known) => known === name))
        context.addIssue({ code: "custom", path: [name], message: A_CLASS });
  })
  .optional();

const fallbackStep = oneOf("lower quality", "switch protocol", "other cdn", "offline", "emergency stream");

const REQUESTS = "a mapping of what is done about requests, such as { timeoutSeconds: 10 }";
export const requestsSchema = mechanism(
  z.strictObject(
    {
      firstByteTimeoutSeconds: seconds
        .optional()
        .describe("A request whose first bit has not come after so many seconds fails. Left out: it waits."),
      stallTimeoutSeconds: seconds
        .optional()
        .describe(
          "A request of which, after its first bit, nothing has come for so many seconds fails. Left out: it waits.",
        ),
      timeoutSeconds: seconds
        .optional()
        .describe("A request that is not done after so many seconds fails. Left out: as long as it takes."),
      timeoutByConnectionSeconds: timeoutByConnection.describe(
        "Replaces timeoutSeconds by the class of the device's connection; other is for classes not named.",
      ),
      retry: mechanism(retry, RETRY)
        .optional()
        .describe("How failed requests are repeated. Left out: they are not."),
      circuitBreaker: mechanism(circuitBreaker, CIRCUIT_BREAKER)
        .optional()
        .describe("Stops asking where requests keep failing. Left out: none."),
      levelPenaltySeconds: seconds
        .optional()
        .describe(
          "So long after a fallback to a lower quality, the level that failed and those above are not allowed. Left out: 0.",
        ),
      fallback: z
        .array(fallbackStep, "a list of fallbacks")
        .superRefine(unlike((step) => step, "", "each fallback once"))
        .optional()
        .describe("What is tried, in this order, when retries are used up. Left out: nothing."),
      emergencyBitrateKbps: kbps
        .optional()
        .describe("The bitrate of the emergency stream, where the fallback has one."),
      offlineMediaSeconds: seconds
        .optional()
        .describe("How long playback without the network lasts, where the fallback has it."),
    },
    REQUESTS,
  ),
  REQUESTS,
);

const STATUS = "an HTTP status from 400 to 599";
const KINDS = ["reset", "refused", "no answer", "stops halfway", "slow"] as const;
const what = z.union([wholeBetween(400, 599, STATUS), oneOf(...KINDS)], `${STATUS}, or ${listed(KINDS)}`);

const WHERE = "a mapping of which requests, such as { cdn: a, kind: video, level: 3 }";
const RATE_SHARE = "a share over 0 and below 1";
const scope = {
  what: what.describe("What goes wrong: an HTTP status, or a word for what is no answer."),
  where: z
    .strictObject(
      {
        cdn: aName.optional().describe("Requests to this CDN only."),
        kind: oneOf(
          "video",
          "audio",
          "manifest",
          "playlist",
          "init",
          "startup",
          "control",
          "thumbnail",
          "other",
        )
          .optional()
          .describe("Requests of this kind only."),
        level: level.optional().describe("Requests for this level only."),
      },
      WHERE,
    )
    .optional()
    .describe("Which requests it strikes. Left out: all."),
  rateShare: z
    .number(RATE_SHARE)
    .gt(0, RATE_SHARE)
    .lt(1, RATE_SHARE)
    .optional()
    .describe("Of slow requests: the share of its rate that is left to a request."),
};

const FAULT = "a mapping such as { atSeconds: 30, forSeconds: 10, what: 503 } or { rate: 0.01, what: reset }";
const SLOW_ONLY = "rateShare with slow requests, and with no others";
const rateShareFits = (fault: { readonly what: number | string; readonly rateShare?: number | undefined }) =>
  (fault.what === "slow") === (fault.rateShare !== undefined);
const fits = { path: ["rateShare"], error: SLOW_ONLY };
const fault = z.union(
  [
    z
      .strictObject(
        {
          atSeconds: secondsOrZero.describe("When it begins, in seconds since play was pressed."),
          forSeconds: seconds.describe("How long it lasts."),
          ...scope,
        },
        FAULT,
      )
      .refine(rateShareFits, fits),
    z
      .strictObject({ rate: share.describe("The share of requests that it strikes."), ...scope }, FAULT)
      .refine(rateShareFits, fits),
  ],
  FAULT,
);

export const faultsSchema = z.array(fault, "a list of faults");
