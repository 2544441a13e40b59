import { excerpt } from "../../errors.js";
import { nearestHint } from "../../suggestion.js";
import type { KeyPath } from "./document.js";
import { cdnsOf, MAXIMUM, THRESHOLDS } from "./layer-stack.js";
import { valueAt } from "./layers.js";
import type { SettingsLayer } from "./scenario.js";
import { listed } from "./settings-schema/kinds.js";

/** What is wrong with the value of a key, seen from that key. */
export interface View {
  readonly key: KeyPath;
  /** @param origin where the value of another key is from: "from profile reference" */
  readonly expected: (origin: (key: KeyPath) => string) => string;
  readonly received: string;
  readonly hint?: string;
}

/** Settings that cannot go together. There may be several ways to see it; the likeliest is first. */
export type Contradiction = readonly [View, ...View[]];

/** Pairs of keys of which the first may not be above the second. */
const RISING: readonly (readonly [low: KeyPath, high: KeyPath])[] = [
  ...THRESHOLDS.map((threshold) => [threshold, MAXIMUM] as const),
  ...inOrder(["player", "bufferManager"], ["panicLevelSeconds", "minLevelSeconds", "goodLevelSeconds"]),
  ...inOrder(["player", "bufferManager"], ["minLevelSeconds", "targetSeconds"]),
  ...inOrder(["requests", "retry"], ["initialDelaySeconds", "maxDelaySeconds"]),
  ...inOrder(["delivery", "caches", "popularity"], ["rank", "catalogue"]),
  ...inOrder(["downloads", "thumbnails"], ["smallestSpriteKB", "largestSpriteKB"]),
  ...inOrder(["content"], ["chunkSeconds", "targetLatencySeconds", "dvrWindowSeconds"]),
];

function inOrder(parent: KeyPath, keys: readonly string[]): (readonly [KeyPath, KeyPath])[] {
  return keys.slice(1).map((key, i) => [
    [...parent, keys[i]!],
    [...parent, key],
  ]);
}

/** What in whole settings contradicts itself; all of it. */
export function contradictions(whole: SettingsLayer): Contradiction[] {
  return [
    ...RISING.flatMap(([low, high]) => tooHigh(whole, low, high) ?? []),
    ...faultsOfNoCdn(whole),
    ...fallbacksToNothing(whole),
    ...audioOfTwoKinds(whole),
  ];
}

function audioOfTwoKinds({ downloads }: SettingsLayer): Contradiction[] {
  const audio = (downloads || undefined)?.audio;
  if (!audio || (audio.bitrateKbps === undefined) !== (audio.track === undefined)) return [];
  const both = audio.track !== undefined;
  return [
    [
      {
        key: ["downloads", "audio", ...(both ? ["track"] : [])],
        expected: (origin) =>
          both
            ? `either a track or a bitrateKbps (${audio.bitrateKbps}, ${origin(["downloads", "audio", "bitrateKbps"])})`
            : "a bitrateKbps or the name of a track",
        received: both ? "both" : "neither",
      },
    ],
  ];
}

const nameOf = (key: KeyPath): string => String(key.at(-1));

function tooHigh(whole: SettingsLayer, low: KeyPath, high: KeyPath): [Contradiction] | undefined {
  const least = valueAt(whole, low);
  const most = valueAt(whole, high);
  if (typeof least !== "number" || typeof most !== "number" || least <= most) return undefined;
  const hint = `Lower ${nameOf(low)} or raise ${nameOf(high)}`;
  const fromLow: View = {
    key: low,
    expected: (origin) => `at most ${nameOf(high)} (${most}, ${origin(high)})`,
    received: String(least),
    hint,
  };
  const fromHigh: View = {
    key: high,
    expected: (origin) => `at least ${nameOf(low)} (${least}, ${origin(low)})`,
    received: String(most),
    hint,
  };
  return [[fromLow, fromHigh]];
}

function faultsOfNoCdn(whole: SettingsLayer): Contradiction[] {
  const names = cdnsOf(whole).map(({ name }) => name);
  return (whole.faults ?? []).flatMap(({ where }, index): Contradiction[] => {
    const cdn = where?.cdn;
    if (cdn === undefined || names.includes(cdn)) return [];
    const known =
      names.length > 0 ? `the name of a CDN: ${listed(names)}` : "delivery.cdns to have such a CDN";
    return [
      [
        {
          key: ["faults", index, "where", "cdn"],
          expected: () => known,
          received: excerpt(cdn),
          ...nearestHint(cdn, names),
        },
      ],
    ];
  });
}

/** What a step of the fallback chain needs, and where there is none. */
function fallbacksToNothing(whole: SettingsLayer): Contradiction[] {
  const { fallback = [], emergencyBitrateKbps, offlineMediaSeconds } = whole.requests || {};
  const cdns = cdnsOf(whole).length;
  const missing: Readonly<Partial<Record<string, readonly [expected: string, received: string]>>> = {
    ...(cdns < 2 && { "other cdn": ["two CDNs or more in delivery.cdns", cdns === 0 ? "none" : "one"] }),
    ...(emergencyBitrateKbps === undefined && {
      "emergency stream": ["requests.emergencyBitrateKbps with it", "nothing"],
    }),
    ...(offlineMediaSeconds === undefined && {
      offline: ["requests.offlineMediaSeconds with it", "nothing"],
    }),
  };
  return fallback.flatMap((step, index): Contradiction[] => {
    const lack = missing[step];
    if (!lack) return [];
    const [expected, received] = lack;
    const hint = `Add what it needs, or leave ${JSON.stringify(step)} out`;
    return [[{ key: ["requests", "fallback", index], expected: () => expected, received, hint }]];
  });
}
