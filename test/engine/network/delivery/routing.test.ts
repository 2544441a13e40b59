import { describe, expect, it } from "vitest";
import { Agenda } from "../../../../src/engine/agenda.js";
import { CapacityCursor } from "../../../../src/engine/network/capacity.js";
import { expectedPath } from "../../../../src/engine/network/delivery/cdn-measurement.js";
import { Delivery, ORIGIN } from "../../../../src/engine/network/delivery/routing.js";
import type { ExchangeSpec } from "../../../../src/engine/network/exchange.js";
import { ListedFaults } from "../../../../src/engine/network/faults.js";
import { type AttemptRecord, Fetcher } from "../../../../src/engine/network/fetcher.js";
import { Link } from "../../../../src/engine/network/link.js";
import { NetworkTransport } from "../../../../src/engine/network/transport.js";
import type { SessionEvent } from "../../../../src/model/session.js";
import type { DeliverySettings, Fault, RequestSettings } from "../../../../src/model/settings/index.js";
import { traceFromIntervals } from "../../../../src/model/trace.js";
import { videoFromSegments } from "../../../../src/model/video.js";
import { randomStream } from "../../../../src/random.js";

const video = videoFromSegments({
  name: "video",
  levels: [{ bitrate: 1e6 }],
  segmentDuration: 1,
  durations: Float64Array.of(1),
  sizes: [Float64Array.of(1e6)],
  sizesAre: "exact",
});
const trace = traceFromIntervals({ name: "s/t", set: "s" }, [{ duration: 10, bandwidth: 1e6 }]);
const random = (purpose: string) => randomStream(1, purpose);

function deliveryOf(settings: DeliverySettings) {
  const events: SessionEvent[] = [];
  const delivery = new Delivery({
    settings,
    video,
    expected: (cdn) => expectedPath(cdn, trace, 0.1),
    random,
    note: (event) => events.push(event),
  });
  return { delivery, events };
}

const segment = (n: number): ExchangeSpec => ({
  kind: "video",
  size: 1e6,
  resource: `video/0/${n}`,
  level: 0,
});
const BROWSER: DeliverySettings["caches"] = {
  tiers: [
    { name: "browser", private: true },
    { name: "edge", missLatency: 0.2, missRate: 5e5 },
    { name: "origin" },
  ],
};

describe("Delivery.route", () => {
  it("goes to one origin where nothing is said", () => {
    const { delivery } = deliveryOf({});
    const route = delivery.route(segment(0), undefined, 0);
    expect(route).toMatchObject({ host: ORIGIN, extraLatency: 0 });
    for (const key of ["cdn", "tier", "link", "rateCap", "shareOfLink", "local"])
      expect(route).not.toHaveProperty(key);
  });

  it("says by which path a CDN is reached, and what its caches add", () => {
    const { delivery } = deliveryOf({
      cdns: [{ name: "a", trace: "set/other", factor: 0.5, latency: 0.03 }],
      caches: { tiers: BROWSER.tiers.slice(1) },
    });
    const { finished: _, ...route } = delivery.route(segment(0), undefined, 0);
    expect(route).toEqual({
      host: "a",
      cdn: "a",
      tier: "origin",
      link: "set/other",
      extraLatency: 0.03 + 0.2,
      pathLatency: 0.03,
      rateCap: 5e5,
      shareOfLink: 0.5,
    });
  });

  it("answers locally what this viewer has fetched, without a CDN", () => {
    const { delivery } = deliveryOf({ cdns: [{ name: "a" }], caches: BROWSER });
    delivery.route(segment(0), undefined, 0).finished("done", 1);
    expect(delivery.local(segment(0), 2)).toBe(true);
    const { finished: _, ...route } = delivery.route(segment(0), undefined, 2);
    expect(route).toEqual({ host: "browser", tier: "browser", extraLatency: 0, local: true });
    delivery.route(segment(1), undefined, 2).finished("cancelled", 3);
    expect(delivery.local(segment(1), 3)).toBe(false);
  });

  it("follows a wish, and refuses one for what there is not", () => {
    const { delivery } = deliveryOf({ cdns: [{ name: "a" }, { name: "b" }] });
    expect(delivery.route(segment(0), { cdn: "b" }, 0).host).toBe("b");
    expect(() => delivery.route(segment(0), { cdn: "c" }, 0)).toThrow(RangeError);
  });
});

describe("Delivery.measured", () => {
  it("takes no throughput from answers that are small, or made as they are sent", () => {
    const chosen = (spec: ExchangeSpec) => {
      const { delivery } = deliveryOf({
        cdns: [{ name: "a" }, { name: "b", latency: 0.0001 }],
        selection: { by: "score", failures: 1, recoverAfter: 10 },
      });
      delivery.choice(0);
      delivery.measured("b", spec, 0.1, 90e6);
      return delivery.choice(10);
    };
    expect(chosen(segment(0))).toBe("b");
    expect(chosen({ ...segment(0), size: 1000 })).toBe("a");
    expect(chosen({ ...segment(0), pieces: [{ size: 1e6, availableAt: 0 }] })).toBe("a");
  });
});

describe("a fetcher over CDNs and caches", () => {
  function play(parts: {
    readonly delivery: DeliverySettings;
    readonly requests?: RequestSettings;
    readonly faults?: readonly Fault[];
    readonly segments: readonly number[];
  }) {
    const agenda = new Agenda();
    const capacity = new CapacityCursor(trace, 0);
    const link = new Link(capacity, agenda, 1e6);
    const { delivery, events } = deliveryOf(parts.delivery);
    const transport = new NetworkTransport({
      agenda,
      links: { linkOf: () => ({ link, capacity }) },
      settings: { rtt: 0.1 },
      horizon: 1e6,
      routing: delivery,
      faults: new ListedFaults(parts.faults ?? [], random),
    });
    const fetcher = new Fetcher({
      transport,
      agenda,
      settings: parts.requests,
      random: random("jitter"),
      delivery,
      note: (event) => events.push(event),
    });
    const rows: [string, number, string | undefined, string | undefined][] = [];
    const row = (what: string, { endedAt, answeredBy }: AttemptRecord) =>
      rows.push([what, Math.round(endedAt * 1000) / 1000, answeredBy.cdn, answeredBy.tier]);
    const next = (i: number): void => {
      const n = parts.segments[i];
      if (n === undefined) return;
      fetcher.fetch(segment(n), {
        firstByte: () => {},
        attemptFailed: (attempt) => row("failed", attempt),
        done: (attempt) => {
          row("done", attempt);
          next(i + 1);
        },
        exhausted: () => row("exhausted", { endedAt: agenda.now, answeredBy: {} } as AttemptRecord),
      });
    };
    next(0);
    while (agenda.step());
    return { rows, events };
  }

  const RETRY = { retries: 5, initialDelay: 1, maxDelay: 4, factor: 2, jitter: 0 };

  it("leaves a CDN that fails, whichever way, and returns to it", () => {
    const { rows, events } = play({
      delivery: {
        cdns: [{ name: "a" }, { name: "b", latency: 0.1 }],
        selection: { by: "order", failures: 2, recoverAfter: 6 },
      },
      requests: { firstByteTimeout: 2, retry: RETRY },
      faults: [
        { what: "no answer", at: 1, for: 1, where: { cdn: "a" } },
        { what: 500, at: 3, for: 2, where: { cdn: "a" } },
      ],
      segments: [0, 1, 2, 3, 4, 5],
    });
    expect(rows).toEqual([
      ["done", 1.1, "a", undefined],
      // Sent at 1.1 into silence; sent again at 4.1, which is the second failure in a row.
      ["failed", 3.1, "a", undefined],
      ["failed", 4.2, "a", undefined],
      // 2 s later, from the other, which is 0.1 s farther.
      ["done", 7.4, "b", undefined],
      ["done", 8.6, "b", undefined],
      ["done", 9.8, "b", undefined],
      ["done", 11, "b", undefined],
      ["done", 12.1, "a", undefined],
    ]);
    expect(events).toEqual([
      { at: 0, kind: "cdn", to: "a", why: "start" },
      { at: expect.closeTo(6.2, 9), kind: "cdn", from: "a", to: "b", why: "failures" },
      { at: expect.closeTo(11, 9), kind: "cdn", from: "b", to: "a", why: "recovery" },
    ]);
  });

  it("pays for misses once, and has the rest from the device", () => {
    const { rows } = play({ delivery: { caches: BROWSER }, segments: [0, 0, 1] });
    expect(rows).toEqual([
      // 0.1 s of round trip and 0.2 s past the edge; then 1 Mbit at half a Mbit/s.
      ["done", 2.3, undefined, "origin"],
      ["done", 2.3, undefined, "browser"],
      ["done", 4.6, undefined, "origin"],
    ]);
  });
});
