import { describe, expect, it } from "vitest";
import {
  OPTIONAL_COLUMNS,
  type OptionalColumn,
  optionalColumns,
} from "../../../src/metrics/optional/index.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { SessionSettings } from "../../../src/model/settings/index.js";
import { logOf, threeLevels } from "../../support/logs.js";
import { settingsWith } from "../../support/settings.js";

const plain = settingsWith({});
const watched = {
  states: [
    ["starting", 0, 0],
    ["playing", 1, 0],
    ["quit", 3, 2],
  ],
  requests: [{ segment: 0, finished: 1 }],
} as const;

/** The values of all optional columns that the settings switch on. */
function read(log: Parameters<typeof logOf>[0], settings: Partial<SessionSettings>, segments = 5) {
  const video = threeLevels(segments);
  const all = { ...plain, ...settings };
  const session = { ...measureSession(logOf(log), video, all), log: logOf(log), video, settings: all };
  const columns: readonly OptionalColumn[] = optionalColumns([all]);
  return Object.fromEntries(columns.map((column) => [column.name, column.read(session)]));
}

describe("optionalColumns", () => {
  it("are none in the plain case", () => {
    expect(optionalColumns([plain])).toEqual([]);
  });

  it("are those of any arm, in the order of the file", () => {
    const retrying = { ...plain, requests: { retry: {} } } as SessionSettings;
    const costly = { ...plain, cost: { usdPerGB: 0.085 } };
    const names = optionalColumns([plain, retrying, costly]).map(({ name }) => name);
    expect(names).toEqual(["cost_usd", "watched_h", "cost_usd_per_hour", "retries"]);
  });

  it("have names of their own, and ratios of columns that come with them", () => {
    const names = OPTIONAL_COLUMNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { ratioOf } of OPTIONAL_COLUMNS)
      for (const name of [...(ratioOf?.numerator ?? []), ...(ratioOf?.denominator ?? [])])
        expect(names).toContain(name);
  });

  it("have no answer for a session that never showed a frame, but for counts and money", () => {
    const everything = {
      content: { kind: "live", targetLatency: 3, dvrWindow: 60 },
      downloads: { control: {}, thumbnails: {} },
      delivery: { cdns: [{ name: "a" }], caches: { tiers: [{ name: "origin" }] } },
      cost: { usdPerGB: 1 },
      device: { decodes: 1e6 },
      requests: { retry: {} },
    } as unknown as SessionSettings;
    expect(read({ states: [["starting", 0, 0]], requests: [], liveEdge: 3 }, everything)).toEqual({
      live_latency_s: undefined,
      live_latency_p95_s: undefined,
      control_latency_s: undefined,
      control_latency_max_s: undefined,
      thumbnail_load_s: undefined,
      cache_hit_ratio: undefined,
      cdn_switches: 0,
      cost_usd: 0,
      watched_h: 0,
      cost_usd_per_hour: undefined,
      dropped_frames_ratio: undefined,
      retries: 0,
    });
  });
});

describe("live latency", () => {
  const live = { content: { kind: "live", targetLatency: 3, dvrWindow: 60 } } as const;

  it("is that of the time playing, and grows by what stalls", () => {
    // 3 + 1 s of startup = 4 s for 2 s; then 1 s of stall: 5 s for 2 s.
    const values = read(
      {
        states: [
          ["starting", 0, 0],
          ["playing", 1, 0],
          ["rebuffering", 3, 2],
          ["playing", 4, 2],
          ["quit", 6, 4],
        ],
        requests: [
          { segment: 0, finished: 1 },
          { segment: 1, finished: 4 },
        ],
        liveEdge: 3,
      },
      live,
    );
    expect(values).toEqual({ live_latency_s: 4.5, live_latency_p95_s: 5 });
  });

  it("falls evenly while playback catches up", () => {
    // From 4 s, a quarter second a second, for 4 s: evenly from 4 to 3.
    const values = read(
      {
        states: [
          ["starting", 0, 0, 1.25],
          ["playing", 1, 0, 1.25],
          ["quit", 5, 5],
        ],
        requests: [0, 1, 2].map((segment) => ({ segment, finished: 1 })),
        liveEdge: 3,
      },
      live,
    );
    expect(values["live_latency_s"]).toBeCloseTo(3.5, 9);
    expect(values["live_latency_p95_s"]).toBeCloseTo(3.95, 9);
  });
});

describe("control latency and thumbnails", () => {
  it("are from request to last bit, of those that arrived", () => {
    const values = read(
      {
        ...watched,
        others: [
          { kind: "control", requested: 1, finished: 1.25 },
          { kind: "control", requested: 2, finished: 2.75 },
          { kind: "control", requested: 2, finished: 9, outcome: "cut" },
          { kind: "thumbnail", requested: 1, finished: 3 },
        ],
      },
      { downloads: { control: { every: 1, size: 1, priority: true }, thumbnails: {} as never } },
    );
    expect(values).toEqual({ control_latency_s: 0.5, control_latency_max_s: 0.75, thumbnail_load_s: 2 });
  });
});

describe("cache hits and CDN switches", () => {
  it("count answers before the origin, and changes of CDN but the first choice", () => {
    const values = read(
      {
        states: watched.states,
        requests: [
          { segment: 0, finished: 1, detail: { tier: "browser" } },
          { segment: 1, finished: 2, detail: { tier: "edge" } },
          { segment: 2, finished: 2, detail: { tier: "origin" }, outcome: "failed" },
          { segment: 2, finished: 3, detail: { tier: "origin", attempt: 1 } },
        ],
        events: [
          { at: 0, kind: "cdn", to: "a", why: "score" },
          { at: 2, kind: "cdn", from: "a", to: "b", why: "unhealthy" },
        ],
      },
      {
        delivery: {
          cdns: [{ name: "a" }, { name: "b" }],
          caches: { tiers: [{ name: "browser" }, { name: "edge" }, { name: "origin" }] },
        },
      },
    );
    expect(values).toEqual({ cache_hit_ratio: 2 / 3, cdn_switches: 1 });
  });
});

describe("cost", () => {
  const gigabyte = 8e9;
  const log = {
    states: watched.states,
    requests: [
      { segment: 0, finished: 1, size: gigabyte, detail: { cdn: "a" } },
      { segment: 1, finished: 2, size: gigabyte, detail: { cdn: "b" } },
      { segment: 2, finished: 2, size: gigabyte, detail: { cdn: "a", tier: "browser" } },
      { segment: 2, finished: 3, size: gigabyte, received: gigabyte / 2, outcome: "failed" as const },
    ],
    audio: [{ segment: 0, finished: 1, size: gigabyte }],
    others: [{ kind: "manifest", size: gigabyte, cdn: "b" }],
  };

  it("is the CDN's price, else the settings', of all that arrived but from the viewer's own cache", () => {
    const values = read(log, {
      cost: { usdPerGB: 0.1 },
      delivery: {
        cdns: [{ name: "a", usdPerGB: 0.085 }, { name: "b" }],
        caches: { tiers: [{ name: "browser", private: true }, { name: "origin" }] },
      },
    });
    // One at a, one and the manifest at b, which says no price, half a failed one and audio at none.
    expect(values["cost_usd"]).toBeCloseTo(0.085 + 0.1 * (2 + 0.5 + 1), 12);
    expect(values["watched_h"]).toBeCloseTo(3 / 3600, 12);
    expect(values["cost_usd_per_hour"]).toBeCloseTo((0.435 * 3600) / 3, 9);
  });

  it("is less by what a better codec would save, and nothing where no price is known", () => {
    expect(read(watched, { cost: { usdPerGB: 8e3 * 0.1 } })["cost_usd"]).toBeCloseTo(0.2, 12);
    expect(read(watched, { cost: { usdPerGB: 8e3 * 0.1, savings: 0.3 } })["cost_usd"]).toBeCloseTo(0.14, 12);
    const [cost] = optionalColumns([{ ...plain, cost: { usdPerGB: 1 } }]);
    const video = threeLevels(5);
    const log = logOf(watched);
    expect(cost!.read({ ...measureSession(log, video), log, video, settings: plain })).toBeUndefined();
  });
});

describe("series, interactive content, devices and retries", () => {
  it("tell how long next episodes took to start, and how many were watched", () => {
    const series = { content: { kind: "series", episodes: 3, continues: 0.5 } } as const;
    const values = read(
      {
        states: [
          ["starting", 0, 0],
          ["playing", 1, 0],
          ["seeking", 5, 4],
          ["playing", 5.5, 4],
          ["quit", 7.5, 6],
        ],
        requests: [0, 1, 2].map((segment) => ({ segment, finished: segment + 1 })),
        events: [
          { at: 5, kind: "seek", from: 4, to: 4, by: "next episode" },
          { at: 5.5, kind: "episode", episode: 1, prefetchedSegments: 0, wait: 0.5 },
        ],
      },
      series,
      6,
    );
    expect(values).toEqual({ next_start_s: 0.5, episodes_watched: 2 });
    expect(read({ states: [["quit", 0, 0]], requests: [] }, series, 6)).toEqual({
      next_start_s: undefined,
      episodes_watched: 0,
    });
  });

  it("tell what options not taken cost beside the rest", () => {
    const values = read(
      {
        ...watched,
        requests: [
          { segment: 0, finished: 1 },
          { segment: 1, finished: 2 },
          { segment: 1, finished: 2, detail: { option: 1 } },
        ],
        others: [
          { kind: "video", size: 1e6 },
          { kind: "manifest", size: 9e6 },
        ],
      },
      { content: { kind: "interactive", branches: [], prefetchSegments: 1, choiceLead: 2 } },
    );
    expect(values).toEqual({ branch_overhead: 3 / 4 });
  });

  it("tell the share of frames dropped by the last count", () => {
    const events = [
      { at: 1, kind: "frames", dropped: 1, total: 10 },
      { at: 2, kind: "frames", dropped: 5, total: 50 },
    ] as const;
    expect(read({ ...watched, events }, { device: { decodes: 1e6 } })).toEqual({ dropped_frames_ratio: 0.1 });
  });

  it("tell attempts beyond the first, of every kind", () => {
    const values = read(
      {
        ...watched,
        requests: [
          { segment: 0, finished: 1, outcome: "failed" },
          { segment: 0, finished: 1, detail: { attempt: 1 } },
        ],
        others: [{ kind: "manifest", attempt: 2 }],
      },
      { requests: { retry: {} as never } },
    );
    expect(values).toEqual({ retries: 2 });
  });
});
