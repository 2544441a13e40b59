import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordedCall, RecordedSample, RecordingHeader } from "../../src/model/recording.js";
import { median } from "../../src/statistics/index.js";
import { bitsFromBytes, msFromSeconds } from "../../src/units.js";
import { loadTrace } from "./harness/load-trace.js";
import { observedFromMs } from "./harness/observed-clock.js";
import type { PolicyPlayed } from "./harness/protocol.js";
import { expectReplayAgrees } from "./harness/replayed.js";
import type { ServedRequest } from "./harness/request-log.js";
import { openSession, type Played, type Session } from "./harness/session.js";

/*
 * dash.js with policies of abrsim's through its adapter, over a real network: what was fetched is what was ordered, and
 * what the policy was told is what the server saw.
 */

type Outcome = Played<PolicyPlayed>;

/** Ends a session early, for what shows at its beginning: from here to the end. */
const TO_END = { at: 9, to: 36.5 };

const sessions: Session[] = [];
const opened: Session[] = [];

/** For the tests of a group, before any of them plays. */
function openSessions(count: number): void {
  beforeAll(async () => {
    const trace = await loadTrace("steps");
    const page = join(import.meta.dirname, "pages/dashjs-policy.ts");
    for (let opening = 0; opening < count; opening++) {
      const session = await openSession({ page, trace });
      opened.push(session);
      sessions.push(session);
    }
  });
  afterAll(async () => {
    sessions.length = 0;
    await Promise.all(opened.splice(0).map((session) => session.close()));
  });
}

const play = (parameters: object): Promise<Outcome> => sessions.pop()!.play<PolicyPlayed>(parameters);

describe("dash.js with a policy at its controls", () => {
  openSessions(5);

  it.concurrent.each(["bola", "dynamic"])("plays what %s orders, to the end", async (policy) => {
    const played = await play({ policy });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    expect(told(played, "segment")).toEqual(everySegment(played));
    expectToldAsServed(played);
    expect(new Set(told(played, "level")).size).toBeGreaterThan(1);
    await expectReplayAgrees(played.value.recording);
    expect(played.value.notices).toEqual([]);
  });

  it.concurrent("keeps its own ABR beside a shadow, which hears of every request", async () => {
    const played = await play({ policy: "bola", shadow: true });
    expectPlayedToEnd(played);
    const { recording, notices } = played.value;
    expect(headerOf(recording).mode).toBe("shadow");
    // What dash.js asks for after it gave a download up was not decided, but forced.
    const requests = requestsOf(played).filter(
      ({ segment }, index, all) => !(all[index - 1]?.aborted && all[index - 1]?.segment === segment),
    );
    expect(played.value.told.map(({ segment, playerLevel }) => ({ segment, level: playerLevel }))).toEqual(
      requests.map(({ segment, level }) => ({ segment, level })),
    );
    expect(told(played, "level")).not.toEqual(told(played, "playerLevel"));
    await expectReplayAgrees(recording);
    expectToldAsServed(played);
    expect(notices).toEqual([]);
  });

  it.concurrent("plays on at the lowest level after a policy has named a level that there is not", async () => {
    const played = await play({ policy: "nonsense" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    expect(told(played, "level")).toEqual(everySegment(played).map((segment) => (segment < 3 ? 1 : 0)));
    expect(played.value.notices).toEqual([
      "policy failed: abrsim: nonsense in dash.js 5.2.1: decide() returned level 17: expected an integer from 0 to 2. Playback goes on at the lowest level allowed.",
    ]);
  });

  it.concurrent("plays on at the lowest level after a policy has thrown, and says so once", async () => {
    const played = await play({ policy: "failing" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    expect(told(played, "level")).toEqual(everySegment(played).map((segment) => (segment < 6 ? 2 : 0)));
    expect(played.value.notices).toEqual([
      "policy failed: abrsim: failing in dash.js 5.2.1: decide() threw Error: segment six. Playback goes on at the lowest level allowed.",
    ]);
  });
});

describe("dash.js", () => {
  openSessions(5);

  it.concurrent("holds requests back for as long as the policy says", async () => {
    const played = await play({ policy: "waiting" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    const originMs = observedFromMs(played);
    const over = played.value.told.flatMap(({ wait = 0, now }, index) => {
      const heldMs = requestsOf(played)[index]!.startedMs - (originMs + msFromSeconds(now));
      return wait > 0 ? [heldMs - msFromSeconds(wait)] : [];
    });
    expect(over.length).toBeGreaterThan(5);
    expect(Math.min(...over)).toBeGreaterThan(-5);
    expect(median(over)).toBeLessThan(60);
    expect(played.value.notices).toEqual([]);
  });

  it.concurrent("gives downloads up for the level that the policy says, and lets it rise again at once", async () => {
    const played = await play({ policy: "fickle" });
    expectPlayedToEnd(played);
    expectFetchedAsOrdered(played);
    const aborted = requestsOf(played).filter((request) => request.aborted);
    expect(aborted.length).toBeGreaterThan(8);
    expect(new Set(aborted.map(({ level }) => level))).toEqual(new Set([2]));
    expect(played.value.notices).toEqual([]);
  });

  it.concurrent("asks about the segment that a seek leads to", async () => {
    const played = await play({ policy: "bola", seek: { at: 5, to: 31 } });
    expect(played.complaints).toEqual([]);
    expectFetchedAsOrdered(played);
    const landed = told(played, "segment").indexOf(15);
    const calls = callsOf(played.value.recording);
    expect(calls).toContainEqual({ call: "seek", to_s: 31 });
    const [first] = calls.filter((call) => call.call === "decide" && call.observation.segment.index === 15);
    expect(first).toMatchObject({ observation: { phase: "seeking", buffer_s: 0 } });
    expect(told(played, "segment").slice(landed)).toEqual([15, 16, 17, 18, 19]);
    expect(played.value.notices).toEqual([]);
  });

  it.concurrent("replaces buffered segments when the policy says so, and not else", async () => {
    const played = await play({ policy: "replacing", seek: TO_END });
    expect(played.complaints).toEqual([]);
    const levels = requestsOf(played).filter(({ aborted }) => !aborted);
    const twice = [1, 2, 3].filter((n) => levels.filter(({ segment }) => segment === n).length > 1);
    expect(twice.length).toBeGreaterThan(0);
    expect(requestsOf(played).map(({ level }) => level)).toEqual(told(played, "level"));
    for (const segment of twice) {
      const all = levels.filter((request) => request.segment === segment).map(({ level }) => level);
      expect(all[0]).toBe(0);
    }
    expect(played.value.notices).toEqual([]);
  });

  it.concurrent("plays with its own ABR when the policy comes too late, and says so once", async () => {
    const played = await play({ policy: "bola", late: true, seek: TO_END });
    expect(played.complaints).toEqual([]);
    expect(played.value.ending.endedAtSeconds).toBeCloseTo(40, 1);
    expect(played.value.told).toEqual([]);
    expect(played.value.notices).toEqual([
      "no extension point: abrsim: dash.js fetches video without asking the policy: expected attachToDashjs before player.initialize. The player's own ABR plays.",
    ]);
  });
});

function expectPlayedToEnd({ value, stream, complaints }: Outcome): void {
  const { endedAtSeconds, totalFrames } = value.ending;
  const duration = stream.segmentCount * stream.segmentDuration;
  expect(complaints).toEqual([]);
  expect(endedAtSeconds).toBeCloseTo(duration, 1);
  expect(totalFrames).toBeGreaterThan(0.9 * duration * stream.framesPerSecond);
}

/** The server saw what was decided, and what was asked for instead, in order, and nothing else. */
function expectFetchedAsOrdered(played: Outcome): void {
  const calls = callsOf(played.value.recording);
  const ordered = calls.flatMap((call) => {
    if (call.call === "decide") return [{ segment: call.observation.segment.index, level: call.level }];
    if (call.call !== "progress" || call.abandon_to === undefined) return [];
    return [{ segment: call.in_flight.segment, level: call.abandon_to }];
  });
  expect(requestsOf(played).map(({ segment, level }) => ({ segment, level }))).toEqual(ordered);
  expect(calls.flatMap((call) => (call.call === "decide" ? [call.level] : []))).toEqual(
    told(played, "level"),
  );
}

/** The samples are the whole responses of the server's, to the byte and to some milliseconds. */
function expectToldAsServed(played: Outcome): void {
  const { recording } = played.value;
  const samples = callsOf(recording).flatMap((call) => (call.call === "sample" ? [call.sample] : []));
  const whole = requestsOf(played).filter(({ aborted }) => !aborted);
  expect(samples.map(({ bits, level }) => ({ bits, level }))).toEqual(
    whole.map(({ bytes, level }) => ({ bits: bitsFromBytes(bytes), level })),
  );
  const originMs = observedFromMs(played);
  const off = (sampled: keyof RecordedSample, served: "startedMs" | "firstByteMs" | "endMs") =>
    median(
      samples.map((sample, n) => Math.abs(msFromSeconds(sample[sampled]) + originMs - whole[n]![served]!)),
    );
  // A request takes a while to the server, on a busy machine.
  expect(off("start_s", "startedMs")).toBeLessThan(60);
  expect(off("first_byte_s", "firstByteMs")).toBeLessThan(20);
  expect(off("end_s", "endMs")).toBeLessThan(20);
}

const everySegment = ({ stream }: Outcome): number[] =>
  Array.from({ length: stream.segmentCount }, (_, segment) => segment);
const told = ({ value }: Outcome, part: "segment" | "level" | "playerLevel") =>
  value.told.map((decision) => decision[part]);
const requestsOf = ({ requests }: Outcome): ServedRequest[] =>
  requests.filter(({ kind }) => kind === "segment");
const headerOf = (recording: readonly string[]) => JSON.parse(recording[0]!) as RecordingHeader;
const callsOf = (recording: readonly string[]) =>
  recording.slice(1).map((line) => JSON.parse(line) as RecordedCall);
