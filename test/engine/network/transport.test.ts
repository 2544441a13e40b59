import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda, PRIORITY } from "../../../src/engine/agenda.js";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import { Link } from "../../../src/engine/network/link.js";
import { NetworkTransport } from "../../../src/engine/network/transport.js";
import type { NetworkSettings } from "../../../src/model/settings/index.js";
import { traces } from "../../support/arbitraries.js";
import { constantTrace, FOREVER, runOut, runUntil, traceOf } from "./rig.js";
import { transportOver } from "./transport-rig.js";

const tenBits = constantTrace(10);

describe("NetworkTransport, without connections", () => {
  it("answers after the latency, at the link's rate", () => {
    const { agenda, at, log, send } = transportOver({ trace: constantTrace(10, 0.5) });
    at(1, () => send("a", { size: 20 }));
    runOut(agenda);
    expect(log).toEqual(["a first byte @1.5", "a done @3.5"]);
  });

  it("takes the setting's round trip before the trace's, and adds the server's own time", () => {
    const { agenda, log, send } = transportOver({
      trace: constantTrace(10, 0.5),
      settings: { rtt: 0.2, serverDelay: 0.1 },
    });
    send("a", { size: 10 });
    runOut(agenda);
    expect(log).toEqual(["a first byte @0.3", "a done @1.3"]);
  });

  it("sends headers along, of which what has been received does not tell", () => {
    const { agenda, at, log, note, send } = transportOver({
      trace: tenBits,
      settings: { rtt: 1, payloadShare: 0.5 },
    });
    const exchange = send("a", { size: 10 });
    const received = () => note(`received ${exchange.received()}`);
    for (const time of [0.5, 1, 2, 4]) at(time, received);
    exchange.whenReceived(7.5, received);
    runOut(agenda);
    expect(log).toEqual([
      "received 0 @0.5",
      "a first byte @1",
      "received 0 @1",
      "received 5 @2",
      "received 7.5 @2.5",
      "a done @3",
      "received 10 @4",
    ]);
  });

  it("does to the bit what the capacity says, one request after the other", () => {
    const rules: fc.Arbitrary<NetworkSettings> = fc.record(
      {
        rtt: fc.double({ min: 0, max: 1, noNaN: true }),
        latencyRule: fc.constantFrom("at request" as const, "along trace" as const),
        payloadShare: fc.constantFrom(0.95, 1),
        latencyAdvancesTrace: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const sizes = fc.array(fc.double({ min: 1, max: 1e8, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(traces, rules, sizes, (trace, settings, requests) => {
        const agenda = new Agenda();
        const capacity = new CapacityCursor(trace, 0);
        const link = new Link(capacity, agenda, 1e6);
        const links = { linkOf: () => ({ link, capacity }) };
        const transport = new NetworkTransport({ agenda, links, settings, horizon: 1e6 });
        const times: number[] = [];
        const request = (index: number) => {
          const size = requests[index];
          if (size === undefined) return;
          transport.send(
            { kind: "video", size, resource: String(index) },
            {
              firstByte: () => times.push(agenda.now),
              failed: () => expect.unreachable(),
              done: () => {
                times.push(agenda.now);
                request(index + 1);
              },
            },
          );
        };
        request(0);
        runOut(agenda);
        expect(times).toEqual(sequentialTimes(new CapacityCursor(trace, 0), settings, requests));
      }),
    );
  });

  it("holds the trace while a request waits, if latency does not advance it", () => {
    const trace = traceOf({ duration: 1, bandwidth: 10 }, { duration: 9, bandwidth: 1 });
    const { agenda, log, send } = transportOver({ trace, settings: { rtt: 5, latencyAdvancesTrace: false } });
    send("a", { size: 10 });
    runOut(agenda);
    expect(log).toEqual(["a first byte @5", "a done @6"]);
  });

  it("serves urgent requests before others", () => {
    const { agenda, at, log, send } = transportOver({ trace: tenBits });
    send("segment", { size: 20 });
    at(1, () => send("command", { size: 5, urgent: true }));
    runOut(agenda);
    expect(log.filter((line) => line.includes("done"))).toEqual(["command done @1.5", "segment done @2.5"]);
  });

  it("frees the link when cancelled, and says nothing more", () => {
    const { agenda, at, log, send } = transportOver({ trace: tenBits, settings: { rtt: 1 } });
    const late = send("late", { size: 30 });
    const early = send("early", { size: 30 });
    send("other", { size: 10 });
    late.whenReceived(1, () => expect.unreachable());
    at(0.5, () => late.cancel());
    at(2, () => early.cancel());
    runOut(agenda);
    expect(log).toEqual(["early first byte @1", "other first byte @1", "other done @2.5"]);
    expect([late.received(), early.received()]).toEqual([0, 5]);
  });
});

/** What the plain lane does, written out. */
function sequentialTimes(
  capacity: CapacityCursor,
  { rtt, latencyRule, payloadShare = 1, latencyAdvancesTrace = true }: NetworkSettings,
  sizes: readonly number[],
): number[] {
  let now = 0;
  return sizes.flatMap((size) => {
    const along = rtt === undefined && latencyRule === "along trace";
    const firstByte = along
      ? capacity.latencyEnd(now, now + 1e6)
      : now + (rtt ?? capacity.latencyAt(now) ?? 0);
    if (!latencyAdvancesTrace) capacity.hold(firstByte - now, firstByte);
    now = capacity.deliveryEnd(firstByte, size / payloadShare, FOREVER);
    return [firstByte, now];
  });
}

describe("NetworkTransport, bodies that come into being", () => {
  const pieces = [
    { size: 10, availableAt: 0.5 },
    { size: 10, availableAt: 1 },
    { size: 10, availableAt: 5 },
  ];

  it("sends each piece when it is there and the one before has come", () => {
    const { agenda, at, log, note, send } = transportOver({ trace: tenBits, settings: { rtt: 0.2 } });
    const exchange = send("a", { size: 30, pieces });
    exchange.whenReceived(25, () => note("25 bits"));
    at(3, () => note(`received ${exchange.received()}`));
    runOut(agenda);
    expect(log).toEqual([
      "a first byte @0.5",
      "a piece 0 @1.5",
      "a piece 1 @2.5",
      "received 20 @3",
      "25 bits @5.5",
      "a piece 2 @6",
      "a done @6",
    ]);
  });

  it("waits for latency where the first piece does not", () => {
    const { agenda, log, send } = transportOver({ trace: tenBits, settings: { rtt: 2 } });
    send("a", { size: 30, pieces });
    runUntil(agenda, 3);
    expect(log).toEqual(["a first byte @2", "a piece 0 @3"]);
  });

  it("sends no further piece once cancelled", () => {
    const { agenda, at, log, send, link } = transportOver({ trace: tenBits });
    const exchange = send("a", { size: 30, pieces });
    at(2.6, () => exchange.cancel());
    runOut(agenda);
    expect(log).toEqual(["a first byte @0.5", "a piece 0 @1.5", "a piece 1 @2.5"]);
    expect(exchange.received()).toBe(20);
    expect(link.flowCount).toBe(0);
  });

  it("ends however the pieces' sizes add up", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 50, noNaN: true }), { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        (sizes, payloadShare) => {
          const { agenda, log, send } = transportOver({ trace: tenBits, settings: { payloadShare } });
          const parts = sizes.map((size, i) => ({ size, availableAt: i }));
          // Summed from the other end: the last digit may differ.
          const size = sizes.reduceRight((sum, part) => sum + part, 0);
          send("a", { size, pieces: parts });
          runOut(agenda);
          expect(log.at(-1)).toMatch(/^a done/);
          expect(log).toHaveLength(sizes.length + 2);
        },
      ),
    );
  });
});

describe("NetworkTransport, routed", () => {
  it("goes by the route's path, latency and caps, says who answered, and how it ended", () => {
    const { agenda, log, send } = transportOver({
      trace: tenBits,
      others: { far: constantTrace(100) },
      settings: { rtt: 0.5 },
      route: { cdn: "b", tier: "edge", link: "far", extraLatency: 0.5, rateCap: 20 },
    });
    const exchange = send("a", { size: 20 });
    runOut(agenda);
    expect(exchange.answeredBy).toEqual({ cdn: "b", tier: "edge" });
    expect(log).toEqual(["a first byte @1", "done for the router @2", "a done @2"]);
  });

  it("takes a share of the link at most", () => {
    const { agenda, log, send } = transportOver({ trace: tenBits, route: { shareOfLink: 0.25 } });
    send("a", { size: 10 });
    runOut(agenda);
    expect(log.at(-1)).toBe("a done @4");
  });

  it("takes nothing of the link, and no connection, for what the device has", () => {
    const { agenda, at, log, note, send } = transportOver({
      trace: constantTrace(0),
      settings: { rtt: 5, payloadShare: 0.9 },
      route: { local: true, extraLatency: 0.01, tier: "browser" },
      fault: { what: 503 },
    });
    const exchange = send("a", { size: 1e6 });
    exchange.whenReceived(5e5, () => note("half"));
    at(0.005, () => note(`received ${exchange.received()}`));
    runOut(agenda);
    expect(log).toEqual([
      "received 0 @0.005",
      "a first byte @0.01",
      "half @0.01",
      "done for the router @0.01",
      "a done @0.01",
    ]);
    expect(exchange.received()).toBe(1e6);
  });

  it("tells the router of a cancellation, once", () => {
    const { agenda, log, send } = transportOver({ trace: tenBits, route: {} });
    const exchange = send("a", { size: 10 });
    exchange.cancel();
    exchange.cancel();
    runOut(agenda);
    expect(log).toEqual(["cancelled for the router @0"]);
  });
});

describe("NetworkTransport, faults", () => {
  const settings = { rtt: 0.4, serverDelay: 0.1 };
  it.each([
    ["a status, in place of the first bit", 503, ["failed for the router @0.5", "a failed: 503 @0.5"]],
    ["a reset, in place of the first bit", "reset", ["failed for the router @0.5", "a failed: reset @0.5"]],
    ["a refusal, after a round trip", "refused", ["failed for the router @0.4", "a failed: refused @0.4"]],
    ["no answer at all", "no answer", []],
    ["an answer that stops halfway", "stops halfway", ["a first byte @0.5"]],
  ] as const)("%s", (_, what, expected) => {
    const { agenda, log, send, link } = transportOver({
      trace: tenBits,
      settings,
      route: {},
      fault: { what },
    });
    const exchange = send("a", { size: 10 });
    runOut(agenda);
    expect(log).toEqual(expected);
    expect(exchange.received()).toBe(what === "stops halfway" ? 5 : 0);
    expect(link.flowCount).toBe(0);
  });

  it.each([
    [undefined, "a done @10"],
    [0.5, "a done @2"],
  ])("a slow answer, by a share of %s", (rateShare, last) => {
    const { agenda, log, send } = transportOver({
      trace: tenBits,
      fault: { what: "slow", ...(rateShare !== undefined && { rateShare }) },
    });
    send("a", { size: 10 });
    runOut(agenda);
    expect(log.at(-1)).toBe(last);
  });

  it("stops halfway through the pieces, too, of which those that are whole count", () => {
    const { agenda, log, send } = transportOver({ trace: tenBits, fault: { what: "stops halfway" } });
    const pieces = [10, 10, 10].map((size) => ({ size, availableAt: 0 }));
    const exchange = send("a", { size: 30, pieces });
    runOut(agenda);
    expect(log).toEqual(["a first byte @0", "a piece 0 @1"]);
    expect(exchange.received()).toBe(15);
  });

  it("can be given up, which frees the waiting", () => {
    const { agenda, at, log, send } = transportOver({
      trace: tenBits,
      route: {},
      fault: { what: "no answer" },
    });
    const exchange = send("a", {});
    at(8, () => exchange.cancel());
    runOut(agenda);
    expect(log).toEqual(["cancelled for the router @8"]);
  });
});

it("hands the agenda's time to those it asks", () => {
  const asked: number[] = [];
  const agenda = new Agenda();
  const capacity = new CapacityCursor(tenBits, 0);
  const link = new Link(capacity, agenda, FOREVER);
  const transport = new NetworkTransport({
    agenda,
    links: { linkOf: () => ({ link, capacity }) },
    settings: {},
    horizon: FOREVER,
    faults: {
      strike: (_spec, _cdn, now) => {
        asked.push(now);
        return undefined;
      },
    },
  });
  agenda.at(7, PRIORITY.request, () => {
    const listener = { firstByte: () => {}, done: () => {}, failed: () => {} };
    transport.send({ kind: "video", size: 1, resource: "a" }, listener);
  });
  runOut(agenda);
  expect(asked).toEqual([7]);
});
