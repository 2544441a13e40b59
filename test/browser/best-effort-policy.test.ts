import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RecordedCall } from "../../src/model/recording.js";
import { bitsFromBytes } from "../../src/units.js";
import { loadTrace } from "./harness/load-trace.js";
import type { PolicyPlayed } from "./harness/protocol.js";
import { openSession, type Played, type Session } from "./harness/session.js";

/*
 * The players that have no place for a policy, or little of one, with policies of abrsim's through their adapters.
 */

type Outcome = Played<PolicyPlayed>;

const sessions = new Map<string, Session>();

beforeAll(async () => {
  const trace = await loadTrace("steps");
  for (const player of ["rx-player", "videojs"])
    sessions.set(
      player,
      await openSession({ page: join(import.meta.dirname, `pages/${player}-policy.ts`), trace }),
    );
});

afterAll(async () => {
  await Promise.all([...sessions.values()].map((session) => session.close()));
});

it.concurrent("rx-player loads what is ordered, after a first segment of the lowest level", async () => {
  const played = await sessions.get("rx-player")!.play<PolicyPlayed>({ policy: "zigzag" });
  expect(played.complaints).toEqual([]);
  expectToEnd(played);
  expect(played.value.notices).toEqual([]);
  const { told } = played.value;
  expect(segmentsOf(played)).toEqual([
    { segment: 0, level: 0 },
    ...told.map(({ segment, level }) => ({ segment, level })),
  ]);
  expect(new Set(told.map(({ level }) => level)).size).toBe(2);
  expectSamplesAreTheServers(played);
});

it.concurrent("VHS loads what is ordered, where it asks", async () => {
  const played = await sessions.get("videojs")!.play<PolicyPlayed>({ policy: "bola" });
  expectToEnd(played);
  const { told } = played.value;
  // It gives downloads up by itself and asks again: the last answer for a segment counts.
  const ordered = new Map(told.map(({ segment, level }) => [segment, level]));
  const whole = wholeOf(played);
  for (const { segment, level } of whole)
    expect(level, `segment ${segment}`).toBe(ordered.get(segment!) ?? level);
  expect(ordered.size).toBeGreaterThan(0.7 * played.stream.segmentCount);
  expectSamplesAreTheServers(played);
});

const wholeOf = ({ requests }: Outcome) =>
  requests.filter(({ kind, aborted }) => kind === "segment" && !aborted);

const segmentsOf = ({ requests }: Outcome) =>
  requests.filter(({ kind }) => kind === "segment").map(({ segment, level }) => ({ segment, level }));

function expectToEnd({ value, stream }: Outcome): void {
  expect(value.ending.endedAtSeconds).toBeCloseTo(stream.segmentCount * stream.segmentDuration, 1);
}

function expectSamplesAreTheServers(played: Outcome): void {
  const calls = played.value.recording.slice(1).map((line) => JSON.parse(line) as RecordedCall);
  const samples = calls.flatMap((call) => (call.call === "sample" ? [call.sample] : []));
  expect(samples.map(({ level, bits }) => ({ level, bits }))).toEqual(
    wholeOf(played).map(({ level, bytes }) => ({ level, bits: bitsFromBytes(bytes) })),
  );
}
