import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { bpsFromKbps } from "../../../src/units.js";
import { ShapedLink } from "./shaped-link.js";

/** 8 kbit/s is a byte a millisecond. */
const trace = traceFromIntervals({ name: "t", set: "s" }, [
  { duration: 1, bandwidth: bpsFromKbps(80), latency: 0.02 },
  { duration: 1, bandwidth: bpsFromKbps(8), latency: 0.05 },
]);

/** Carries a body and notes when its bytes come, in milliseconds of the fake clock. */
function carry(link: ShapedLink, bytes: number) {
  const arrivals: { readonly ms: number; readonly from: number; readonly to: number }[] = [];
  let endMs: number | undefined;
  const stop = link.carry({
    bytes,
    send: (from, to) => void arrivals.push({ ms: performance.now() - startMs, from, to }),
    done: () => {
      endMs = performance.now() - startMs;
    },
  });
  return { arrivals, stop, endMs: () => endMs, bytes: () => arrivals.at(-1)?.to ?? 0 };
}

let startMs: number;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  startMs = performance.now();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a shaped link", () => {
  it("carries a body at the trace's capacity, over a step of it", () => {
    const body = carry(new ShapedLink(trace), 10_500);
    vi.advanceTimersByTime(1000);
    expect(body.bytes()).toBeGreaterThanOrEqual(9_900);
    expect(body.bytes()).toBeLessThanOrEqual(10_000);
    vi.advanceTimersByTime(499);
    expect(body.endMs()).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(body.endMs()).toBe(1500);
  });

  it("passes on every byte once, in order, and none later than 10 ms", () => {
    const body = carry(new ShapedLink(trace), 5_003);
    vi.advanceTimersByTime(1000);
    expect(body.arrivals[0]).toMatchObject({ from: 0 });
    body.arrivals.slice(1).forEach(({ from, ms }, index) => {
      expect(from).toBe(body.arrivals[index]!.to);
      expect(ms - body.arrivals[index]!.ms).toBeLessThanOrEqual(10);
    });
    expect(body.bytes()).toBe(5_003);
  });

  it("passes on the first byte as soon as it is there", () => {
    const body = carry(new ShapedLink(trace), 5_000);
    vi.advanceTimersByTime(1000);
    expect(body.arrivals[0]!.ms).toBe(1);
  });

  it("shares its capacity equally, and gives all of it to who is left", () => {
    const link = new ShapedLink(trace);
    const short = carry(link, 1_000);
    const long = carry(link, 3_000);
    vi.advanceTimersByTime(1000);
    expect(short.endMs()).toBe(200);
    expect(long.endMs()).toBe(400);
  });

  it("gives the share of a body that is given up to the others", () => {
    const link = new ShapedLink(trace);
    const one = carry(link, 5_000);
    const other = carry(link, 5_000);
    vi.advanceTimersByTime(100);
    one.stop();
    vi.advanceTimersByTime(900);
    expect(one.bytes()).toBe(500);
    expect(one.endMs()).toBeUndefined();
    expect(other.endMs()).toBe(550);
  });

  it("begins its trace with the first transfer, and loses what nobody asks for", () => {
    const link = new ShapedLink(trace);
    vi.advanceTimersByTime(5000);
    expect(link.now).toBe(0);
    carry(link, 100);
    vi.advanceTimersByTime(1000);
    const second = carry(link, 100);
    vi.advanceTimersByTime(1000);
    expect(second.endMs()).toBe(6100);
  });

  it("tells the trace's latency at the moment", () => {
    const link = new ShapedLink(trace);
    expect(link.latency).toBe(0.02);
    link.begin();
    vi.advanceTimersByTime(1500);
    expect(link.latency).toBe(0.05);
  });
});
