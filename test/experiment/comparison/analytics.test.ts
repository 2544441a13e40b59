import { expect, it } from "vitest";
import { analyticsOf } from "../../../src/experiment/comparison/analytics.js";
import { ABSENT, MemoryTable } from "../../../src/experiment/result-table.js";
import type { Results } from "../../../src/experiment/results/results.js";
import { SESSION_COLUMNS } from "../../../src/metrics/catalogue.js";
import type { SessionStatus } from "../../../src/model/session.js";

type Session = { readonly status?: SessionStatus } & Readonly<Record<string, number | string>>;

/** Results of one arm, a session a unit; undefined: the arm takes no part. Columns that are not given have no value. */
function resultsOf(sessions: readonly (Session | undefined)[], columns = SESSION_COLUMNS): Results {
  const table = new MemoryTable({ units: sessions.length, seats: 1, columns: columns.length });
  sessions.forEach((session, unit) => {
    if (session === undefined) return;
    const values = columns.map(({ name }) => Number(session[name] ?? Number.NaN));
    table.put(unit, 0, session.status ?? "completed", values);
  });
  return {
    scenario: "test",
    seed: 1,
    traces: [{ name: "t/a", set: "t" }],
    arms: [{ name: "bb", seats: [0], clients: [undefined] }],
    columns,
    table,
    traceOfUnit: new Int32Array(sessions.length),
    identityOf: () => {
      throw new RangeError("not asked for");
    },
  };
}

/** Watched to the end without a stall: 2 s of startup, 98 s of media. */
const smooth = {
  ...{ startup_s: 2, stall_s: 0, stall_count: 0, seek_s: 0, played_s: 98, media_s: 98, watched_s: 100 },
  ...{ completion: 1, mean_bitrate_kbps: 3000 },
};
/** Left half-way: 8 s of startup, two stalls of 6 s in all, 10 s after a seek, 36 s of media. */
const rough = {
  ...{
    status: "quit" as const,
    startup_s: 8,
    stall_s: 6,
    stall_count: 2,
    seek_s: 10,
    played_s: 36,
    media_s: 36,
  },
  ...{ watched_s: 60, completion: 0.5, mean_bitrate_kbps: 500 },
};
/** Waited 40 s for nothing. */
const unstarted = {
  ...{ status: "starved" as const, stall_s: 0, stall_count: 0, seek_s: 0, played_s: 0, media_s: 0 },
  ...{ watched_s: 40, completion: 0 },
};
const failed = { status: "failed" as const };

it("counts sessions as production analytics do", () => {
  const figures = analyticsOf(resultsOf([smooth, rough, undefined, unstarted, failed]), [0]);
  const smoothness = (stalls: number, share: number) =>
    50 * (1 / Math.sqrt(1 + (stalls / 2) ** 2) + Math.E ** (-10 * share));
  expect(figures).toEqual({
    sessions: 4,
    neverStarted: 1,
    stallOverPlayed: 6 / (98 + 36 + 6),
    stallOverWatched: 6 / 200,
    seekOverWatched: 10 / 200,
    stallsPerMinute: 2 / (200 / 60),
    stallsPerHour: 36,
    startupP50Seconds: 5,
    startupP95Seconds: expect.closeTo(2 + 0.95 * 6, 12),
    meanBitrateKbps: (3000 * 98 + 500 * 36) / (98 + 36),
    completed: 1 / 4,
    meanCompletion: 1.5 / 3,
    failedOrStarved: 2 / 4,
    // Mux's own examples: 80 points for 2 s, 50 for 8 s.
    startupScore: (80 + 50) / 2,
    smoothnessScore: expect.closeTo((smoothness(0, 0) + smoothness(2, 0.1)) / 2, 12),
  });
  expect(smoothness(0, 0)).toBe(100);
});

it("the stall ratios are ratios of sums: a long session counts as long as it is", () => {
  const short = { ...smooth, stall_s: 10, played_s: 10, watched_s: 20 };
  const long = { ...smooth, stall_s: 0, played_s: 980, watched_s: 980 };
  const { stallOverPlayed, stallOverWatched } = analyticsOf(resultsOf([short, long]), [0]);
  expect([stallOverPlayed, stallOverWatched]).toEqual([0.01, 0.01]);
});

it.each([
  ["no session has figures", [failed, failed]],
  ["the arm takes no part", [undefined]],
])("has no answer, rather than 0, where %s", (_, sessions) => {
  const {
    sessions: count,
    neverStarted,
    completed,
    failedOrStarved,
    ...rest
  } = analyticsOf(resultsOf(sessions), [0]);
  expect(neverStarted).toBe(0);
  expect([completed, failedOrStarved]).toEqual(count === 0 ? [undefined, undefined] : [0, 1]);
  expect(new Set(Object.values(rest))).toEqual(new Set([undefined]));
});

it("without a first frame there is a stall ratio of the time watched, and none of the time played", () => {
  expect(analyticsOf(resultsOf([unstarted]), [0])).toMatchObject({
    neverStarted: 1,
    stallOverPlayed: undefined,
    stallOverWatched: 0,
    startupP50Seconds: undefined,
    meanBitrateKbps: undefined,
    startupScore: undefined,
    smoothnessScore: undefined,
  });
});

it("no stall is a rate of 0", () => {
  expect(analyticsOf(resultsOf([smooth]), [0])).toMatchObject({ stallsPerMinute: 0, stallsPerHour: 0 });
});

it("an arm of several seats has the sessions of all of them", () => {
  const { table, ...rest } = resultsOf([smooth, rough]);
  const both = new MemoryTable({ units: 1, seats: 2, columns: rest.columns.length });
  both.statuses.set(table.statuses);
  for (let column = 0; column < table.columns; column++) both.column(column).set(table.column(column));
  expect(analyticsOf({ ...rest, table: both }, [0, 1]).sessions).toBe(2);
  expect(analyticsOf({ ...rest, table: both }, [1])).toMatchObject({ sessions: 1, startupP50Seconds: 8 });
  expect(both.statuses).not.toContain(ABSENT);
});

it("results without some of the columns lack what is made of them", () => {
  const columns = SESSION_COLUMNS.filter(({ name }) => name !== "startup_s");
  expect(analyticsOf(resultsOf([smooth], columns), [0])).toMatchObject({
    startupP50Seconds: undefined,
    stallOverWatched: 0,
  });
});
