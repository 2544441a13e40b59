import { beforeAll, expect, it } from "vitest";
import { readPlaybacks } from "../../../src/inputs/index.js";
import type { Playback, PlaybackRequest, PlaybackSet } from "../../../src/model/playback.js";
import type { Trace } from "../../../src/model/trace.js";
import { loadTrace } from "../harness/load-trace.js";
import { makeStream } from "../stream/make-stream.js";
import { RECIPE, type Recipe } from "../stream/recipe.js";
import type { Planned } from "./plan.js";
import type { Player } from "./players.js";
import { type Outcome, recordAll } from "./record-all.js";
import { recordingsOf, recordingsText } from "./recordings-text.js";
import { streamEntry } from "./stream-entry.js";

/** Four seconds. */
const SHORT: Recipe = { ...RECIPE, segmentCount: 2, declares: "asked for" };
const SETTING = { latencyMs: 50, recipe: SHORT };

let trace: Trace;
beforeAll(async () => {
  trace = await loadTrace("steps");
});

it.concurrent("records what players did, as it is read again", async () => {
  const plan = planned("hlsjs", "shaka");
  const outcomes = await played(plan);
  expect(outcomes.flatMap((one) => ("failure" in one ? one.failure : one.complaints))).toEqual([]);
  const set = read(plan, outcomes);
  expect(set.playbacks.map(({ player, trace }) => [player, trace])).toEqual([
    ["hlsjs", "steps.csv"],
    ["shaka", "steps.csv"],
  ]);
  for (const playback of set.playbacks) {
    expectFilesOf(set, playback.requests);
    expectInTime(playback);
  }
});

it.concurrent("records a player that a policy of abrsim's steers", async () => {
  const plan = planned("dashjs");
  const outcomes = await played(plan, "constant");
  expect(outcomes).toMatchObject([{ recording: { player: "dashjs", policy: "constant" }, complaints: [] }]);
  // What it does unless told otherwise; dash.js would go up.
  expect(read(plan, outcomes).playbacks[0]!.levels).toEqual([0, 0]);
});

it.concurrent("says why a session failed", async () => {
  const [outcome] = await played(planned("shaka"), "no-such-policy");
  expect(outcome).toMatchObject({ failure: expect.stringContaining("Cannot read properties of undefined") });
});

const planned = (...players: readonly Player[]): readonly Planned[] =>
  players.map((player) => ({ player, name: "steps.csv", trace, repeat: 0 }));

async function played(plan: readonly Planned[], policy?: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  await recordAll(plan, 2, { ...SETTING, policy }, (outcome) => outcomes.push(outcome));
  return outcomes;
}

function read(plan: readonly Planned[], outcomes: readonly Outcome[]): PlaybackSet {
  const byPlan = new Map(outcomes.map((outcome) => [outcome.planned, outcome]));
  const recordings = recordingsOf(streamEntry(makeStream(SHORT)), plan, byPlan);
  return readPlaybacks(recordingsText(recordings), "recordings.json");
}

/** Every request is for what the stream has. */
function expectFilesOf({ stream }: PlaybackSet, requests: readonly PlaybackRequest[]): void {
  expect(requests[0]).toMatchObject({ what: { kind: "manifest" }, start: 0 });
  for (const { what, size } of requests) {
    if (what.kind === "manifest") expect(size).toBe(stream.manifestSizes.get(what.name));
    else if (what.kind === "init") expect(size).toBe(stream.initSizes[what.level]);
    else expect(size).toBe(stream.video.sizes[what.segment]![what.level]);
  }
}

/** The latency holds back all that comes, and the start waits for a segment. */
function expectInTime({ levels, startup, events, requests }: Playback): void {
  // Timers are a millisecond early at times.
  for (const { start, firstByte } of requests)
    if (firstByte !== undefined) expect(firstByte - start).toBeGreaterThan(0.048);
  const ends = requests.flatMap(({ what, end }) => (what.kind === "segment" ? (end ?? []) : []));
  expect(startup).toBeGreaterThan(Math.min(...ends));
  expect(levels).toHaveLength(SHORT.segmentCount);
  expect(events.at(-1)).toMatchObject({ name: "ended", position: expect.closeTo(4, 1) });
}
