import { z } from "zod";
import {
  aName,
  between,
  flag,
  kbps,
  listOf,
  mechanism,
  millisecondsOrZero,
  nonNegative,
  oneOf,
  positive,
  printable,
  seconds,
  share,
  someShare,
  unlike,
  usdPerGB,
  wholeFrom,
} from "./kinds.js";

const cdn = z.strictObject(
  {
    name: aName.describe("What the CDN is called in results and faults."),
    trace: printable("the path of a trace")
      .optional()
      .describe("A link of its own: the path of a trace. Left out: the session's link."),
    factor: someShare
      .optional()
      .describe("The share of the session's link that one flow from here may take. Left out: 1."),
    latencyMs: millisecondsOrZero
      .optional()
      .describe("Milliseconds that are added to the round trip. Left out: 0."),
    usdPerGB: usdPerGB
      .optional()
      .describe("What a gigabyte from here costs, in USD. Left out: the cost's, or 0."),
    availability: between(0, 100, "a percentage from 0 to 100")
      .optional()
      .describe("Percent of requests that it is expected to answer, for its score. Left out: 100."),
    distanceKm: nonNegative("a number of kilometres, 0 or more")
      .optional()
      .describe("Kilometres from the viewer, for its score. Left out: 0."),
  },
  "a mapping such as { name: a, latencyMs: 20 }",
);

const CDNS = "a list of CDNs, such as [{ name: a }, { name: b, latencyMs: 20 }]";
const cdns = listOf(cdn, CDNS).superRefine(unlike(({ name }) => name, "name", "CDNs of different names"));

const SELECTION =
  "a mapping of how a CDN is selected, such as { by: score, failures: 3, recoverAfterSeconds: 60 }";
const selection = z.strictObject(
  {
    by: oneOf("score", "order").describe(
      "Whether the CDN of the best score is taken, or the first that is healthy.",
    ),
    failures: wholeFrom(1, "a whole number of failures, 1 or more").describe(
      "Failures in a row after which a CDN is unhealthy.",
    ),
    recoverAfterSeconds: seconds.describe("An unhealthy CDN is tried again after so many seconds."),
  },
  SELECTION,
);

const tier = z.strictObject(
  {
    name: aName.describe("What the tier is called in results."),
    private: flag
      .optional()
      .describe("Whether it is this viewer's alone, and begins empty. Left out: false, it is shared."),
    ttlSeconds: seconds.optional().describe("How long what is stored stays fresh. Left out: for ever."),
    manifestTtlSeconds: seconds.optional().describe("The same for manifests, where it differs."),
    capacityMB: positive("a number of megabytes over 0")
      .optional()
      .describe("What it holds. Left out: everything."),
    eviction: oneOf("fifo", "lru")
      .optional()
      .describe("What makes room: the oldest stored, or the least recently used."),
    hitRatio: share
      .optional()
      .describe(
        "The share of other viewers' requests that it answers. Left out: worked out from popularity.",
      ),
    missLatencyMs: millisecondsOrZero
      .optional()
      .describe("Milliseconds that are added to a request that goes past it. Left out: 0."),
    missRateKbps: kbps
      .optional()
      .describe("The most that the next tier sends at, in kbit/s. Left out: no cap."),
  },
  "a mapping such as { name: edge, hitRatio: 0.9, missLatencyMs: 40 }",
);

const POPULARITY =
  "a mapping of popularity, such as { rank: 10, catalogue: 1000, exponent: 0.8, viewsPerHour: 500 }";
const popularity = z.strictObject(
  {
    rank: wholeFrom(1, "a whole number, 1 or more").describe("This video's place in the catalogue, from 1."),
    catalogue: wholeFrom(1, "a whole number of videos, 1 or more").describe("Videos in the catalogue."),
    exponent: between(0, 10, "a number from 0 to 10").describe(
      "The k-th video is asked for in proportion to k to the power of minus this (Zipf).",
    ),
    viewsPerHour: positive("a number of views over 0").describe(
      "Views of the whole catalogue at a tier, by the hour.",
    ),
  },
  POPULARITY,
);

const CACHES = "a mapping of caches, such as { tiers: [{ name: edge, hitRatio: 0.9 }, { name: origin }] }";
const caches = z.strictObject(
  {
    tiers: listOf(tier, "a list of cache tiers")
      .superRefine(unlike(({ name }) => name, "name", "tiers of different names"))
      .describe("From the viewer to the origin; the last holds everything."),
    popularity: mechanism(popularity, POPULARITY)
      .optional()
      .describe("How popular this video is, which decides what shared tiers hold before the viewer comes."),
  },
  CACHES,
);

const DELIVERY = "a mapping of where media comes from, such as { cdns: [...] }";
export const deliverySchema = mechanism(
  z.strictObject(
    {
      cdns: mechanism(cdns, CDNS)
        .optional()
        .describe("The CDNs that media comes from. Left out: one origin."),
      selection: mechanism(selection, SELECTION).optional().describe("How one of several CDNs is taken."),
      caches: mechanism(caches, CACHES)
        .optional()
        .describe("Caches on the way to the origin. Left out: none."),
    },
    DELIVERY,
  ),
  DELIVERY,
);
