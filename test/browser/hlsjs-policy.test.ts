import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordedCall, RecordedSample, RecordingHeader } from "../../src/model/recording.js";
import { median } from "../../src/statistics/index.js";
import { bitsFromBytes, msFromSeconds } from "../../src/units.js";
import { loadTrace } from "./harness/load-trace.js";
import type { LoadedResource } from "./harness/loaded-resource.js";
import { observedFromMs } from "./harness/observed-clock.js";
import type { PolicyPlayed } from "./harness/protocol.js";
import { expectReplayAgrees } from "./harness/replayed.js";
import type { ServedRequest } from "./harness/request-log.js";
import { openSession, type Played, type Session } from "./harness/session.js";

/*
 * hls.js with policies of abrsim's through its adapter, over a real network: what was fetched is what was ordered, and
 * what the policy was told is what the server saw.
 */

type Outcome = Played<PolicyPlayed>;

const TICK_MS = 100;

const sessions: Session[] = [];

beforeAll(async () => {
  const trace = await loadTrace("steps");
  const page = join(import.meta.dirname, "pages/hlsjs-policy.ts");
  for (let count = 0; count < 7; count++) sessions.push(await openSession({ page, trace }));
});

afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close()));
});

const play = (parameters: object): Promise<Outcome> => sessions.pop()!.play<PolicyPlayed>(parameters);

describe("hls.js with a policy at its controls", () => {
  it.concurrent.each(["bola", "dynamic"])("plays what %s orders, to the end", async (policy) => {
    const played = await play({ policy });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    expectToldAsServed(played);
    expect(new Set(levelsTold(played)).size).toBeGreaterThan(1);
    await expectReplayAgrees(played.value.recording);
    expect(played.value.notices).toEqual([]);
  });

  it.concurrent("keeps its own ABR beside a shadow, which hears of every segment", async () => {
    const played = await play({ policy: "bola", shadow: true });
    expectPlayedToEnd(played);
    const { told, recording } = played.value;
    expect(told.map(({ segment }) => segment)).toEqual(everySegment(played));
    expect(headerOf(recording).mode).toBe("shadow");
    // The last request of a segment may be hls.js's own emergency.
    for (const { segment, playerLevel } of told)
      expect(requestsOf(played).find((request) => request.segment === segment)?.level).toBe(playerLevel);
    expect(told.some(({ level, playerLevel }) => level !== playerLevel)).toBe(true);
    await expectReplayAgrees(recording);
    expectToldAsServed(played);
    expect(played.value.notices).toEqual([]);
  });
});

describe("hls.js", () => {
  it.concurrent("plays on at the lowest level after a policy has thrown, and says so once", async () => {
    const played = await play({ policy: "failing" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    expect(levelsTold(played)).toEqual(everySegment(played).map((segment) => (segment < 6 ? 2 : 0)));
    expect(played.value.notices).toEqual([
      "policy failed: abrsim: failing in hls.js 1.7.4: decide() threw Error: segment six. Playback goes on at the lowest level allowed.",
    ]);
  });

  it.concurrent("plays on at the lowest level after a policy has named a level that there is not", async () => {
    const played = await play({ policy: "nonsense" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    expect(levelsTold(played)).toEqual(everySegment(played).map((segment) => (segment < 3 ? 1 : 0)));
    expect(played.value.notices).toEqual([
      "policy failed: abrsim: nonsense in hls.js 1.7.4: decide() returned level 17: expected an integer from 0 to 2. Playback goes on at the lowest level allowed.",
    ]);
  });

  it.concurrent("holds requests back for as long as the policy says, to its next tick", async () => {
    const played = await play({ policy: "waiting" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    const { told } = played.value;
    const originMs = observedFromMs(played);
    const over = told.flatMap(({ wait = 0, now }, index) => {
      const heldMs = requestsOf(played)[index]!.startedMs - (originMs + msFromSeconds(now));
      return wait > 0 ? [heldMs - msFromSeconds(wait)] : [];
    });
    expect(over.length).toBeGreaterThan(5);
    expect(Math.min(...over)).toBeGreaterThan(-5);
    expect(median(over)).toBeLessThan(TICK_MS + 20);
    expect(played.value.notices).toEqual([]);
  });

  it.concurrent("gives downloads up for the level that the policy says", async () => {
    const played = await play({ policy: "fickle" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    const aborted = requestsOf(played).filter((request) => request.aborted);
    expect(aborted.length).toBeGreaterThan(5);
    expect(new Set(aborted.map(({ level }) => level))).toEqual(new Set([2]));
    expect(played.value.notices).toEqual([]);
  });
});

function expectPlayedToEnd({ value, stream, complaints }: Outcome): void {
  const { endedAtSeconds, totalFrames } = value.ending;
  const duration = stream.segmentCount * stream.segmentDuration;
  expect(complaints).toEqual([]);
  expect(endedAtSeconds).toBeCloseTo(duration, 1);
  expect(totalFrames).toBeGreaterThan(0.9 * duration * stream.framesPerSecond);
}

/** One decision a segment; and the server saw what was decided, and what was asked for instead, and nothing else. */
function expectFetchedAsOrdered(played: Outcome): void {
  const { told, recording } = played.value;
  expect(told.map(({ segment }) => segment)).toEqual(everySegment(played));
  const ordered = callsOf(recording).flatMap((call) => {
    if (call.call === "decide") return [{ segment: call.observation.segment.index, level: call.level }];
    if (call.call !== "progress" || call.abandon_to === undefined) return [];
    return [{ segment: call.in_flight.segment, level: call.abandon_to }];
  });
  expect(requestsOf(played).map(({ segment, level }) => ({ segment, level }))).toEqual(ordered);
  const decided = callsOf(recording).flatMap((call) => (call.call === "decide" ? [call.level] : []));
  expect(decided).toEqual(levelsTold(played));
}

/**
 * The samples are the whole responses, to the byte as the server sent them, and to some milliseconds as the browser timed
 * them: what lies between browser and server on a busy machine is not the adapter's.
 */
function expectToldAsServed(played: Outcome): void {
  const { recording } = played.value;
  const samples = callsOf(recording).flatMap((call) => (call.call === "sample" ? [call.sample] : []));
  const whole = requestsOf(played).filter(({ aborted }) => !aborted);
  expect(samples.map(({ bits, level }) => ({ bits, level }))).toEqual(
    whole.map(({ bytes, level }) => ({ bits: bitsFromBytes(bytes), level })),
  );
  const originMs = observedFromMs(played);
  const timed = whole.map(
    ({ path, bytes }) => played.resources.find((loaded) => loaded.path === path && loaded.bytes === bytes)!,
  );
  const offMs = (time: (sample: RecordedSample) => number, timedMs: (loaded: LoadedResource) => number) =>
    median(
      samples.map((sample, index) =>
        Math.abs(msFromSeconds(time(sample)) + originMs - timedMs(timed[index]!)),
      ),
    );
  const off = {
    start: offMs(
      ({ start_s }) => start_s,
      ({ startedMs }) => startedMs,
    ),
    firstByte: offMs(
      ({ first_byte_s }) => first_byte_s,
      ({ firstByteMs }) => firstByteMs,
    ),
    end: offMs(
      ({ end_s }) => end_s,
      ({ endMs }) => endMs,
    ),
  };
  // Half of the least latency in the trace: no time can be taken for another.
  for (const [time, ms] of Object.entries(off)) expect(ms, time).toBeLessThan(20);
}

const everySegment = ({ stream }: Outcome): number[] =>
  Array.from({ length: stream.segmentCount }, (_, segment) => segment);
const levelsTold = ({ value }: Outcome): number[] => value.told.map(({ level }) => level);
const requestsOf = ({ requests }: Outcome): ServedRequest[] =>
  requests.filter(({ kind }) => kind === "segment");
const headerOf = (recording: readonly string[]) => JSON.parse(recording[0]!) as RecordingHeader;
const callsOf = (recording: readonly string[]) =>
  recording.slice(1).map((line) => JSON.parse(line) as RecordedCall);
