import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { type ClientSetup, simulateTogether } from "../../src/engine/simulate-together.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import { createPolicy } from "../support/library.js";
import { always, PLAYER, plainTrace, plainVideo, requestsOf } from "../support/plain.js";
import { snapshot } from "../support/snapshot.js";

const client = (startAt = 0, policy: PolicyFactory = always(0), mbps = 2): ClientSetup => ({
  trace: plainTrace(mbps),
  video: plainVideo(),
  policy,
  settings: { player: PLAYER, network: {}, viewer: {} },
  startAt,
});

describe("several clients on one link", () => {
  it("get equal shares when they are alike: each as on a link of its own, n times as slow", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), (count) => {
        const logs = simulateTogether(Array.from({ length: count }, () => client(0, always(0), 2 * count)));
        const alone = snapshot(simulate(client()));
        for (const log of logs) expect(snapshot(log)).toEqual(alone);
      }),
    );
  });

  it("count time from when each of them presses play", () => {
    const [first, second] = simulateTogether([client(0), client(1)]);
    // Alone for 1 s the first has 2 Mbit of 4; sharing, it needs 2 s more, and then the second 1 s.
    expect(requestsOf(first!.requests)[0]!.finished).toBe(3);
    expect(requestsOf(second!.requests)[0]!.requested).toBe(0);
  });

  it("share by flow: who asks for more at a time gets no more", () => {
    const [low, high] = simulateTogether([client(0, always(0), 4), client(0, always(2), 4)]);
    // 2 Mbit/s each: the lowest level needs 1 Mbit/s, the top 4.
    expect(low!.end).toEqual({ status: "completed", at: 42 });
    expect(requestsOf(high!.requests)[0]!.finished).toBe(8);
  });

  it("is one client's session exactly, when there is one", () => {
    const policy = createPolicy("bb");
    const one = client(0, policy, 3);
    expect(snapshot(simulateTogether([one])[0]!)).toEqual(snapshot(simulate(one)));
  });

  it("lets the others go on when a policy breaks its contract, and gives them its share", () => {
    const broken: PolicyFactory = () => ({
      name: "broken",
      decide: ({ segment }) => ({ level: segment.index === 0 ? 0 : 99 }),
    });
    const [good, bad] = simulateTogether([client(0, always(0), 2), client(0, broken, 2)]);
    expect(bad!.end).toMatchObject({ status: "failed", at: 4 });
    expect(good!.end.status).toBe("completed");
    // 4 s for the first segment with two on the link, 2 s for each afterwards.
    expect(requestsOf(good!.requests)[1]!.finished).toBe(6);
  });

  it("draw their own chance, each the same whatever the others do", () => {
    const draws: number[][] = [];
    const noting = (): PolicyFactory => (_options, context) => {
      draws.push([context.random(), context.random()]);
      return { name: "noting", decide: () => ({ level: 0 }) };
    };
    simulateTogether([client(0, noting()), client(0, noting())]);
    simulateTogether([client(0, noting())]);
    expect(draws[0]).not.toEqual(draws[1]);
    expect(draws[2]).toEqual(draws[0]);
  });

  it("delivers to all of them together what the link carries, and no more", () => {
    const clients = fc.array(fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.nat(2)), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(clients, (specs) => {
        const setups = specs.map(([startAt, level]) => client(startAt, always(level), 3));
        const logs = simulateTogether(setups);
        let bits = 0;
        let last = 0;
        logs.forEach((log, index) => {
          for (const { received, finished } of requestsOf(log.requests)) {
            bits += received;
            last = Math.max(last, finished + setups[index]!.startAt);
          }
        });
        expect(bits).toBeLessThanOrEqual(3e6 * last * (1 + 1e-9));
      }),
    );
  });
});
