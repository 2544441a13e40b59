import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CapacityCursor } from "../../src/engine/network/capacity.js";
import type { Trace } from "../../src/model/trace.js";
import { median } from "../../src/statistics/index.js";
import { bitsFromBytes, secondsFromMs } from "../../src/units.js";
import { loadTrace } from "./harness/load-trace.js";
import type { LoadedResource } from "./harness/loaded-resource.js";
import { isOnLink } from "./harness/on-link.js";
import type { Ending } from "./harness/protocol.js";
import type { ServedRequest } from "./harness/request-log.js";
import { openSession, type Played, type Session } from "./harness/session.js";

/*
 * The players as they come, with their own ABR, over the harness. Nothing of abrsim's is in the pages: what fails here is
 * the harness, the stream, Chromium or a player.
 */

const PLAYERS = ["hlsjs", "dashjs", "shaka"];

const sessions = new Map<string, Session>();
let trace: Trace;

beforeAll(async () => {
  trace = await loadTrace("steps");
  for (const player of PLAYERS)
    sessions.set(player, await openSession({ page: join(import.meta.dirname, `pages/${player}.ts`), trace }));
});

afterAll(async () => {
  await Promise.all([...sessions.values()].map((session) => session.close()));
});

it.concurrent.each(PLAYERS)("%s plays the stream to its end, at what the trace carries", async (player) => {
  const played = await sessions.get(player)!.play<Ending>();
  expect(played.complaints).toEqual([]);
  expectPlayedToEnd(played);
  expectWhole(played);
  expectThroughputOf(trace, played.requests);
  expectSameAsBrowserSaw(played);
});

function expectPlayedToEnd({ value, stream, requests }: Played<Ending>): void {
  const duration = stream.segmentCount * stream.segmentDuration;
  expect(value.endedAtSeconds).toBeCloseTo(duration, 1);
  expect(value.totalFrames).toBeGreaterThan(0.9 * duration * stream.framesPerSecond);
  expect(new Set(wholeSegments(requests).map(({ level }) => level)).size).toBeGreaterThan(1);
}

/** Each segment has come, and whatever was not given up has come to its last byte. */
function expectWhole({ requests, stream }: Played<Ending>): void {
  const whole = wholeSegments(requests);
  for (const { path, level, segment, bytes } of whole)
    expect(bitsFromBytes(bytes), path).toBe(stream.levels[level!]!.sizes[segment!]);
  const all = Array.from({ length: stream.segmentCount }, (_, index) => index);
  expect(new Set(whole.map(({ segment }) => segment))).toEqual(new Set(all));
}

/** While anything was being sent, as much was as the trace carries. */
function expectThroughputOf(trace: Trace, requests: readonly ServedRequest[]): void {
  const capacity = new CapacityCursor(trace, 0);
  const sent = requests.filter(({ kind, bytes }) => isOnLink(kind, "media") && bytes > 0);
  const bits = sent.reduce((sum, { bytes }) => sum + bitsFromBytes(bytes), 0);
  const carried = busySpans(sent).reduce((sum, [from, to]) => sum + capacity.delivered(from, to), 0);
  expect(bits / carried).toBeGreaterThan(0.97);
  expect(bits / carried).toBeLessThan(1.03);
}

/** When bodies were under way, in seconds along the trace; what overlaps is joined. */
function busySpans(requests: readonly ServedRequest[]): (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  for (const { firstByteMs, endMs } of requests.toSorted((a, b) => a.firstByteMs! - b.firstByteMs!)) {
    const [from, to] = [secondsFromMs(firstByteMs!), secondsFromMs(endMs!)];
    const last = spans.at(-1);
    if (last === undefined || from > last[1]) spans.push([from, to]);
    else spans[spans.length - 1] = [last[0], Math.max(last[1], to)];
  }
  return spans;
}

/** The server's log is what the browser measured too, but for what a busy machine adds now and then. */
function expectSameAsBrowserSaw({ requests, resources }: Played<Ending>): void {
  const pairs = wholeSegments(requests).map((served) => {
    const loaded = resources.filter(({ path, bytes }) => path === served.path && bytes === served.bytes);
    return { served, loaded: nearest(loaded, served.startedMs) };
  });
  expect(
    median(pairs.map(({ served, loaded }) => Math.abs(loaded.firstByteMs - served.firstByteMs!))),
  ).toBeLessThan(10);
  expect(median(pairs.map(({ served, loaded }) => Math.abs(loaded.endMs - served.endMs!)))).toBeLessThan(10);
}

const wholeSegments = (requests: readonly ServedRequest[]): readonly ServedRequest[] =>
  requests.filter(({ kind, aborted }) => kind === "segment" && !aborted);

const nearest = (loaded: readonly LoadedResource[], startedMs: number): LoadedResource =>
  loaded.reduce((a, b) => (Math.abs(b.startedMs - startedMs) < Math.abs(a.startedMs - startedMs) ? b : a));
