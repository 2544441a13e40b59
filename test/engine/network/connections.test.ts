import { describe, expect, it } from "vitest";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { constantTrace, runOut, runUntil, traceOf } from "./rig.js";
import { bareConnection, transportOver } from "./transport-rig.js";

const tenBits = constantTrace(10);
const doneOf = (log: readonly string[]) => log.filter((line) => line.includes("done"));

describe("HTTP/1.1", () => {
  it("shakes hands once, sends headers first, and keeps the connection", () => {
    const { agenda, at, log, note, send } = transportOver({
      trace: tenBits,
      settings: { rtt: 0.1, connection: { ...bareConnection, handshakeRoundTrips: 2, headerSize: 5 } },
    });
    const exchange = send("a", { size: 10 });
    at(0.8, () => note(`received ${exchange.received()}`));
    at(2, () => send("b", { size: 10 }));
    runOut(agenda);
    expect(log).toEqual([
      "a first byte @0.3",
      "received 0 @0.8",
      "a done @1.8",
      "b first byte @2.1",
      "b done @3.6",
    ]);
  });

  it.each([
    ["as long as is allowed, is still there", 12, "b done @13"],
    ["for longer, is opened anew", 12.5, "b done @14"],
  ])("a connection that was idle %s", (_, secondAt, last) => {
    const { agenda, at, log, send } = transportOver({
      trace: tenBits,
      settings: { rtt: 0, connection: { ...bareConnection, keepAlive: 10, handshakeRoundTrips: 1 } },
      route: { extraLatency: 0.5 },
    });
    // The route's latency is part of each round trip: half a second to open, and as long for the request.
    send("a", { size: 10 });
    at(secondAt, () => send("b", { size: 5 }));
    runOut(agenda);
    expect(log).toContain("a done @2");
    expect(log.at(-1)).toBe(last);
  });

  it("makes the seventh request wait, and urgent ones pass those that wait", () => {
    const { agenda, at, log, send } = transportOver({
      trace: tenBits,
      settings: { connection: bareConnection },
    });
    for (const name of ["1", "2", "3", "4", "5", "6"]) send(name, { size: 10 });
    at(1, () => {
      send("waits", { size: 10 });
      send("waits longer", { size: 10 });
      send("urgent", { size: 10, urgent: true });
    });
    runUntil(agenda, 5);
    expect(log).toEqual(["1", "2", "3", "4", "5", "6"].map((name) => `${name} first byte @0`));
    runOut(agenda);
    expect(log.filter((line) => line.includes("first byte")).slice(6)).toEqual([
      "urgent first byte @6",
      "waits first byte @6",
      "waits longer first byte @6",
    ]);
  });

  it("gives a request that waits whichever connection comes first", () => {
    const { agenda, at, log, send } = transportOver({
      trace: tenBits,
      settings: { rtt: 1, connection: { ...bareConnection, handshakeRoundTrips: 3 } },
    });
    send("a", { size: 10 });
    // At 5 s the first connection is free; the one that was opened at 4 s would be there at 7 s.
    at(4, () => send("b", { size: 10 }));
    runOut(agenda);
    expect(log).toEqual(["a first byte @4", "a done @5", "b first byte @6", "b done @7"]);
  });

  it("closes the connection of an answer that is given up, and of one that is reset", () => {
    const connection = { ...bareConnection, maxConnections: 1, handshakeRoundTrips: 1 };
    const { agenda, at, log, send } = transportOver({ trace: tenBits, settings: { rtt: 1, connection } });
    const exchange = send("a", { size: 100 });
    send("b", { size: 10 });
    at(4, () => exchange.cancel());
    runOut(agenda);
    // b waits for a, then for a handshake and for its own round trip.
    expect(log).toEqual(["a first byte @2", "b first byte @6", "b done @7"]);

    const reset = transportOver({
      trace: tenBits,
      settings: { rtt: 1, connection },
      fault: { what: "reset" },
    });
    reset.send("a", {});
    reset.send("b", {});
    runOut(reset.agenda);
    expect(reset.log).toEqual(["a failed: reset @2", "b failed: reset @4"]);
  });

  it("keeps the connection when the answer is an error", () => {
    const connection = { ...bareConnection, maxConnections: 1, handshakeRoundTrips: 1 };
    const { agenda, log, send } = transportOver({
      trace: tenBits,
      settings: { rtt: 1, connection },
      fault: { what: 404 },
    });
    send("a", {});
    send("b", {});
    runOut(agenda);
    expect(log).toEqual(["a failed: 404 @2", "b failed: 404 @3"]);
  });

  it("leaves no trace of a request that is cancelled while it waits", () => {
    const connection = { ...bareConnection, maxConnections: 1, handshakeRoundTrips: 1 };
    const { agenda, at, log, send } = transportOver({ trace: tenBits, settings: { rtt: 1, connection } });
    const exchange = send("a", {});
    at(0.5, () => exchange.cancel());
    at(0.7, () => send("b", { size: 10 }));
    runOut(agenda);
    // The handshake that was under way serves the next request.
    expect(log).toEqual(["b first byte @2", "b done @3"]);
  });

  it("opens connections to each host by itself, and to each in either protocol", () => {
    const connection = { ...bareConnection, maxConnections: 1 };
    const { agenda, log, send } = transportOver({ trace: tenBits, settings: { connection } });
    send("a", { size: 10 });
    send("b", { size: 10 });
    send("c", { size: 10 }, { protocol: "http/2" });
    runOut(agenda);
    expect(doneOf(log)).toEqual(["a done @2", "c done @2", "b done @3"]);
  });
});

describe("HTTP/2", () => {
  const connection = { ...bareConnection, protocol: "http/2", handshakeRoundTrips: 2 } as const;

  it("sends all answers at once on one connection, after one handshake", () => {
    const { agenda, at, log, send } = transportOver({ trace: tenBits, settings: { rtt: 0.1, connection } });
    for (let i = 1; i <= 7; i++) send(String(i), { size: 10 });
    at(0.1, () => send("8", { size: 10 }));
    runOut(agenda);
    expect(log.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((name) => `${name} first byte @0.3`));
    expect(doneOf(log)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((name) => `${name} done @8.3`));
  });

  it("counts as one at the link, where HTTP/1.1 counts its connections", () => {
    const ends = (["http/2", "http/1.1"] as const).map((protocol) => {
      const { agenda, log, send, link } = transportOver({
        trace: tenBits,
        settings: { connection: { ...connection, protocol } },
      });
      link.join({ size: 1e9, arrived: () => {} });
      for (let i = 1; i <= 4; i++) send(String(i), { size: 10 });
      runUntil(agenda, 20);
      return doneOf(log).at(-1);
    });
    // Half of the link for all four; against four parts of five.
    expect(ends).toEqual(["4 done @8", "4 done @5"]);
  });

  it("resets one answer and goes on with the others", () => {
    const { agenda, at, log, send } = transportOver({ trace: tenBits, settings: { connection } });
    const exchange = send("a", { size: 100 });
    send("b", { size: 10 });
    at(1, () => exchange.cancel());
    at(1.2, () => send("c", { size: 3 }));
    runOut(agenda);
    // b is alone from 1 s on with 5 bits left, and from 1.2 s on has c beside it, which is as long as it is by then.
    expect(doneOf(log)).toEqual(["b done @1.8", "c done @1.8"]);
    expect(exchange.received()).toBe(5);
  });

  it("opens a connection anew after a long rest", () => {
    const { agenda, at, log, send } = transportOver({
      trace: tenBits,
      settings: { rtt: 1, connection: { ...connection, keepAlive: 5 } },
    });
    send("a", { size: 10 });
    at(9, () => send("b", { size: 10 }));
    at(16.5, () => send("c", { size: 10 }));
    runOut(agenda);
    expect(doneOf(log)).toEqual(["a done @4", "b done @11", "c done @20.5"]);
  });
});

describe("slow start", () => {
  const connection = { ...bareConnection, slowStart: { initialWindowPackets: 10, restartAfterIdle: 1 } };
  const WINDOW = 10 * 1460 * 8;
  const fast = constantTrace(100e6);

  it("sends a window in the first round trip, then two, then four, and the rest at eight", () => {
    const { agenda, log, send } = transportOver({ trace: fast, settings: { rtt: 0.1, connection } });
    send("a", { size: 1e6 });
    runOut(agenda);
    // (10^6 - 7 x 116800) bits are left after three round trips, sent at 8 x 1.168 Mbit/s.
    expect(log).toEqual([
      "a first byte @0.1",
      `a done @${Number((0.4 + 182_400 / 9_344_000).toPrecision(9))}`,
    ]);
  });

  it("is over once the link is full, for good", () => {
    const { agenda, log, send } = transportOver({
      trace: traceOf({ duration: 10, bandwidth: 3e6 }, { duration: 10, bandwidth: 100e6 }),
      settings: { rtt: 0.1, connection },
    });
    // A window and two, then 3 Mbit/s from 0.3 s on, and from 10 s on at once all that the link has.
    send("a", { size: 3 * WINDOW + 9.7 * 3e6 + 50e6 });
    runOut(agenda);
    expect(log.at(-1)).toBe("a done @10.5");
  });

  it.each([
    // Two windows in a round trip, as the one before had two.
    ["remembers its window over a short rest", 1, 1.2],
    // One window in the first round trip, the other in half of the second.
    ["starts anew after a long one", 2, 2.25],
  ])("%s", (_, secondAt, end) => {
    const { agenda, at, log, send } = transportOver({ trace: fast, settings: { rtt: 0.1, connection } });
    send("a", { size: 2 * WINDOW });
    at(secondAt, () => send("b", { size: 2 * WINDOW }));
    runOut(agenda);
    expect(doneOf(log)).toEqual(["a done @0.25", `b done @${end}`]);
  });

  it("caps nothing without a round trip", () => {
    const { agenda, log, send } = transportOver({ trace: fast, settings: { rtt: 0, connection } });
    send("a", { size: 100e6 });
    runOut(agenda);
    expect(log.at(-1)).toBe("a done @1");
  });

  it("has one window for all that HTTP/2 sends", () => {
    const { agenda, log, send } = transportOver({
      trace: fast,
      settings: { rtt: 0.1, connection: { ...connection, protocol: "http/2" } },
    });
    send("a", { size: WINDOW });
    send("b", { size: WINDOW });
    runOut(agenda);
    expect(doneOf(log)).toEqual(["a done @0.25", "b done @0.25"]);
  });

  it("goes by the windows, of which headers of packets are no part", () => {
    const { agenda, log, send } = transportOver({
      trace: fast,
      settings: { rtt: 0.1, payloadShare: 0.5, connection },
    });
    send("a", { size: 2 * WINDOW });
    runOut(agenda);
    expect(log.at(-1)).toBe("a done @0.25");
  });

  it("ends, and does not tick, on a link that carries nothing", () => {
    const { agenda, send } = transportOver({ trace: constantTrace(0), settings: { rtt: 0.1, connection } });
    send("a", { size: 1 });
    runOut(agenda, 20);
    expect(agenda.now).toBeLessThan(1);
  });
});

describe("loss", () => {
  it("caps a connection as Mathis's formula says, however fast the link", () => {
    const connection = { ...bareConnection, loss: 0.015 };
    const { agenda, log, send } = transportOver({
      trace: constantTrace(100e6),
      settings: { rtt: 0.1, connection },
    });
    // 11680 / 0.1 x sqrt(1.5 / 0.015) = 1.168 Mbit/s.
    send("a", { size: 2.336e6 });
    send("b", { size: 1.168e6 });
    runOut(agenda);
    expect(doneOf(log)).toEqual(["b done @1.1", "a done @2.1"]);
  });

  it("lets several connections have more than one", () => {
    const ends = (["http/1.1", "http/2"] as const).map((protocol) => {
      const connection = { ...bareConnection, protocol, loss: 0.015 };
      const { agenda, log, send } = transportOver({
        trace: constantTrace(100e6),
        settings: { rtt: 0.1, connection },
      });
      for (let i = 1; i <= 3; i++) send(String(i), { size: 1.168e6 });
      runOut(agenda);
      return doneOf(log).at(-1);
    });
    expect(ends).toEqual(["3 done @1.1", "3 done @3.1"]);
  });

  it("follows the trace's own column, while something is sent", () => {
    const trace = traceFromIntervals({ name: "set/lossy", set: "set" }, [
      { duration: 1, bandwidth: 100e6, loss: 0.015 },
      { duration: 1, bandwidth: 100e6, loss: 0.06 },
      { duration: 10, bandwidth: 100e6, loss: 0 },
    ]);
    const { agenda, log, send } = transportOver({
      trace,
      settings: { rtt: 0.1, connection: { ...bareConnection, loss: "trace" } },
    });
    // 1.168 Mbit/s for 0.9 s and half of that for 1 s bring 1.6352 Mbit; then the link is free: 1 Mbit in 0.01 s.
    send("a", { size: 2.6352e6 });
    runOut(agenda);
    expect(doneOf(log)).toEqual(["a done @2.01"]);
  });
});
