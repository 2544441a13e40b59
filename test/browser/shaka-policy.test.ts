import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordedCall, RecordingHeader } from "../../src/model/recording.js";
import { median } from "../../src/statistics/index.js";
import { bitsFromBytes, secondsFromMs } from "../../src/units.js";
import { loadTrace } from "./harness/load-trace.js";
import type { PolicyPlayed } from "./harness/protocol.js";
import { expectReplayAgrees } from "./harness/replayed.js";
import type { ServedRequest } from "./harness/request-log.js";
import { openSession, type Played, type Session } from "./harness/session.js";

/*
 * Shaka Player with policies of abrsim's through its adapter, over a real network: what was fetched is what was ordered.
 */

type Outcome = Played<PolicyPlayed>;

/** A machine with little to spare drops frames, and Shaka then bans levels: true, but another subject. */
const abr = { droppedFrames: false };

const sessions: Session[] = [];

/** Starting a browser keeps a small machine busy: those of the sessions that play together, before any of them does. */
async function open(count: number): Promise<void> {
  const trace = await loadTrace("steps");
  const page = join(import.meta.dirname, "pages/shaka-policy.ts");
  for (let opened = 0; opened < count; opened++) sessions.push(await openSession({ page, trace }));
}

afterAll(async () => {
  await Promise.all(closing.map((session) => session.close()));
});

const closing: Session[] = [];

async function play(parameters: object): Promise<Outcome> {
  const session = sessions.pop()!;
  closing.push(session);
  return session.play<PolicyPlayed>({ configuration: { abr }, ...parameters });
}

describe("Shaka Player with a policy fetches what is ordered", () => {
  const cases = [
    { policy: "bola" },
    { policy: "zigzag" },
    { policy: "zigzag", configuration: { abr, streaming: { segmentPrefetchLimit: 0 } } },
    { policy: "waiting" },
  ];

  beforeAll(() => open(cases.length));

  it.concurrent.each(cases)("$policy", async (parameters) => {
    const played = await play(parameters);
    expectToEnd(played);
    expect(segmentsOf(played)).toEqual(ordersOf(played));
    expect(new Set(played.value.told.map(({ level }) => level)).size).toBeGreaterThan(1);
    expect(played.value.notices).toEqual([]);
    expectSamplesAreTheServers(played);
    if (parameters.policy === "waiting") expectWaited(played);
    if (parameters.policy === "bola") await expectReplayAgrees(played.value.recording);
  });
});

describe("Shaka Player with a policy", () => {
  beforeAll(() => open(3));

  it.concurrent("plays on at the lowest level after a policy has thrown, and says so once", async () => {
    const played = await play({ policy: "failing" });
    expectToEnd(played);
    expect(segmentsOf(played)).toEqual(ordersOf(played));
    expect(segmentsOf(played).map(({ level }) => level)).toEqual(
      Array.from({ length: played.stream.segmentCount }, (_, segment) => (segment < 6 ? 2 : 0)),
    );
    expect(played.value.notices).toEqual([
      expect.stringContaining("policy failed: abrsim: failing in Shaka Player 5.2.12: decide() threw"),
    ]);
  });

  it.concurrent("keeps its own ABR in a shadow, and is told of the policy's decisions", async () => {
    const played = await play({ policy: "zigzag", shadow: true });
    expectToEnd(played);
    const { told, notices, recording } = played.value;
    expect((JSON.parse(recording[0]!) as RecordingHeader).mode).toBe("shadow");
    expect(told.map(({ segment, level }) => [segment, level])).toEqual(
      Array.from({ length: played.stream.segmentCount }, (_, segment) => [segment, segment % 2]),
    );
    // Its own may abort a request to switch: the level it played is that of the request that came last.
    const askedFirst = new Map<number, number>();
    for (const { segment, level } of segmentsOf(played))
      if (!askedFirst.has(segment)) askedFirst.set(segment, level);
    expect(told.map(({ playerLevel }) => playerLevel)).toEqual([...askedFirst.values()]);
    expect(notices).toEqual([]);
  });

  it.concurrent("decides anew where the viewer seeks to", async () => {
    const played = await play({ policy: "zigzag", seek: { at: 3, to: 30.5 } });
    expectToEnd(played);
    expect(callsOf(played).filter(({ call }) => call === "seek")).toEqual([{ call: "seek", to_s: 30.5 }]);
    // Whatever was under way is asked for again or not at all: what came whole is what was ordered.
    const ordered = new Map(ordersOf(played).map(({ segment, level }) => [segment, level]));
    const whole = played.requests.filter(({ kind, aborted }) => kind === "segment" && !aborted);
    expect(whole.map(({ segment }) => segment)).toContain(15);
    for (const { segment, level } of whole) expect(ordered.get(segment!), `segment ${segment}`).toBe(level);
  });
});

function expectToEnd({ value, stream, complaints }: Outcome): void {
  expect(complaints).toEqual([]);
  expect(value.ending.endedAtSeconds).toBeCloseTo(stream.segmentCount * stream.segmentDuration, 1);
}

interface Asked {
  readonly segment: number;
  readonly level: number;
}

/** What the server was asked for, in order. */
const segmentsOf = ({ requests }: Outcome): Asked[] =>
  requests
    .filter(({ kind }) => kind === "segment")
    .map(({ segment, level }) => ({ segment: segment!, level: level! }));

const callsOf = ({ value }: Outcome): RecordedCall[] =>
  value.recording.slice(1).map((line) => JSON.parse(line) as RecordedCall);

/** What the page heard of, with the downloads that were given up for others. */
function ordersOf(played: Outcome): Asked[] {
  const orders = callsOf(played).flatMap((call): Asked[] => {
    if (call.call === "decide") return [{ segment: call.observation.segment.index, level: call.level }];
    if (call.call === "progress" && call.abandon_to !== undefined)
      return [{ segment: call.in_flight.segment, level: call.abandon_to }];
    return [];
  });
  const told = played.value.told.map(({ segment, level }) => ({ segment, level }));
  expect(orders).toEqual(expect.arrayContaining(told));
  return orders;
}

/** To the byte, and to some ms of what the network and the page add. */
function expectSamplesAreTheServers(played: Outcome): void {
  const whole = played.requests.filter(({ kind, aborted }) => kind === "segment" && !aborted);
  const samples = callsOf(played).flatMap((call) => (call.call === "sample" ? [call.sample] : []));
  expect(samples.map(({ level, bits }) => ({ level, bits }))).toEqual(
    whole.map(({ level, bytes }) => ({ level, bits: bitsFromBytes(bytes) })),
  );
  const differences = (of: (sample: (typeof samples)[number], served: ServedRequest) => number) =>
    median(samples.map((sample, index) => Math.abs(of(sample, whole[index]!))));
  expect(
    differences(
      (sample, { startedMs, firstByteMs }) =>
        sample.first_byte_s - sample.start_s - secondsFromMs(firstByteMs! - startedMs),
    ),
  ).toBeLessThan(0.15);
  expect(
    differences(
      (sample, { startedMs, endMs }) => sample.end_s - sample.start_s - secondsFromMs(endMs! - startedMs),
    ),
  ).toBeLessThan(0.15);
}

/** Between one segment's end and the next one's request lies what was asked for. */
function expectWaited({ requests, value }: Outcome): void {
  const waits = value.told.filter(({ wait = 0 }) => wait > 0).length;
  const segments = requests.filter(({ kind }) => kind === "segment");
  const gaps = segments
    .slice(1)
    .map(({ startedMs }, index) => secondsFromMs(startedMs - segments[index]!.endMs!));
  expect(waits).toBeGreaterThan(10);
  expect(gaps.filter((gap) => gap > 0.65).length).toBeGreaterThanOrEqual(waits);
}
