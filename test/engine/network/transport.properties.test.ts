import fc from "fast-check";
import { expect, it } from "vitest";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import type { Exchange } from "../../../src/engine/network/exchange.js";
import type { ConnectionSettings, NetworkSettings } from "../../../src/model/settings/index.js";
import { traces } from "../../support/arbitraries.js";
import { FOREVER, runOut } from "./rig.js";
import { transportOver } from "./transport-rig.js";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const connections: fc.Arbitrary<ConnectionSettings> = fc.record(
  {
    protocol: fc.constantFrom("http/1.1" as const, "http/2" as const),
    maxConnections: fc.integer({ min: 1, max: 3 }),
    handshakeRoundTrips: fc.integer({ min: 0, max: 3 }),
    keepAlive: between(0, 5),
    headerSize: fc.constantFrom(0, 4000),
    packetSize: fc.constant(1460 * 8),
    slowStart: fc.record(
      { initialWindowPackets: fc.integer({ min: 1, max: 20 }), restartAfterIdle: between(0, 2) },
      { requiredKeys: ["initialWindowPackets"] },
    ),
    loss: fc.constantFrom(0, 0.001, 0.05),
  },
  {
    requiredKeys: [
      "protocol",
      "maxConnections",
      "handshakeRoundTrips",
      "keepAlive",
      "headerSize",
      "packetSize",
    ],
  },
);

const networks: fc.Arbitrary<NetworkSettings> = fc.record(
  {
    rtt: fc.oneof(fc.constant(0), between(0.005, 0.5)),
    latencyRule: fc.constantFrom("at request" as const, "along trace" as const),
    payloadShare: fc.constantFrom(0.95, 1),
    latencyAdvancesTrace: fc.boolean(),
    serverDelay: fc.constantFrom(0, 0.02),
    connection: connections,
  },
  { requiredKeys: [] },
);

const requests = fc.array(
  fc.record({
    at: fc.oneof(fc.constantFrom(0, 1, 2), between(0, 10)),
    size: fc.oneof(fc.constant(1e5), between(1, 3e6)),
    parts: fc.integer({ min: 0, max: 3 }),
    urgent: fc.boolean(),
    /** Seconds from sending to giving up. */
    givenUpAfter: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, between(0, 5)),
  }),
  { minLength: 1, maxLength: 10 },
);

it("answers each request once and in whole, or not at all if it is given up, and leaves nothing behind", () => {
  fc.assert(
    fc.property(traces, networks, requests, (trace, settings, asked) => {
      const { agenda, at, link, log, send } = transportOver({ trace, settings });
      const exchanges: Exchange[] = [];
      const sizes: number[] = [];
      const cancelled = new Set<number>();
      asked.forEach(({ at: time, size, parts, urgent, givenUpAfter }, i) => {
        const pieces = Array.from({ length: parts }, (_, part) => ({
          size: size / parts,
          availableAt: time + part,
        }));
        at(time, () => {
          sizes[i] = size;
          exchanges[i] = send(`<${i}>`, { size, urgent, ...(parts > 0 && { pieces }) });
        });
        if (givenUpAfter === undefined) return;
        at(time + givenUpAfter, () => {
          if (log.some((line) => line.startsWith(`<${i}> done`))) return;
          cancelled.add(i);
          exchanges[i]!.cancel();
        });
      });
      runOut(agenda);
      exchanges.forEach((exchange, i) => {
        const told = log.filter((line) => line.startsWith(`<${i}>`));
        const ends = told.filter((line) => line.includes("done"));
        expect(ends).toHaveLength(cancelled.has(i) ? 0 : 1);
        if (cancelled.has(i)) expect(exchange.received()).toBeLessThanOrEqual(sizes[i]!);
        else expect(exchange.received()).toBeCloseTo(sizes[i]!, 6);
        expect(told.filter((line) => line.includes("first byte")).length).toBeLessThanOrEqual(1);
        if (!cancelled.has(i)) expect(told[0]).toContain("first byte");
      });
      expect(link.flowCount).toBe(0);
    }),
    { numRuns: 150 },
  );
});

it("makes nothing faster than a link that knows no connections", () => {
  fc.assert(
    fc.property(traces, connections, between(0.005, 0.5), between(1, 3e6), (trace, connection, rtt, size) => {
      const { agenda, send } = transportOver({ trace, settings: { rtt, connection } });
      send("a", { size });
      runOut(agenda);
      const plain = new CapacityCursor(trace, 0).deliveryEnd(rtt, size, FOREVER);
      expect(agenda.now).toBeGreaterThanOrEqual(plain * (1 - 1e-9));
    }),
  );
});
