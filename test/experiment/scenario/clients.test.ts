import { describe, expect, it } from "vitest";
import {
  clientsOf,
  parseScenario,
  settingsOf,
  withAllSettings,
} from "../../../src/experiment/scenario/index.js";

const open = (policies: string, more = "") =>
  parseScenario(`traces: [t]\nvideos: [v]\npolicies:\n${policies}\n${more}\n`, "s.yaml");
const armsOf = (policies: string, more = "") => {
  const { scenario } = open(policies, more);
  return scenario.policies.map((arm) => clientsOf(scenario, arm));
};
const problemOf = (policies: string, more = "") => {
  try {
    open(policies, more);
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
};

describe("an arm without clients", () => {
  it("is one client alone", () => expect(armsOf("  - bb")).toEqual([[]]));
});

describe("an arm's clients", () => {
  it("take the arm's policy and options where they name none", () => {
    const [clients] = armsOf(
      "  - { use: bola, options: { a: 1, b: 1 }, clients: [{ count: 3, startAtSeconds: 10, options: { b: 2 } }, {}] }",
    );
    expect(clients).toMatchObject([
      { name: "bola", use: "bola", options: { a: 1, b: 2 }, count: 3, startAt: 10 },
      { name: "bola", use: "bola", options: { a: 1, b: 1 }, count: 1, startAt: 0 },
    ]);
  });

  it("have their own policies, to which the arm's options mean nothing", () => {
    const [clients] = armsOf(
      "  - { use: bola, options: { a: 1 }, clients: [{ use: ./mine.ts }, { use: bb, name: x, options: { c: 1 } }] }",
    );
    expect(clients).toMatchObject([
      { name: "mine", use: "./mine.ts", options: {} },
      { name: "x", use: "bb", options: { c: 1 } },
    ]);
  });

  it("name the arm where it has no policy of its own", () => {
    const { scenario } = open("  - clients: [{ use: bb }, { use: ./mine.ts, count: 2 }, { use: bb }]");
    expect(scenario.policies[0]).toMatchObject({ name: "bb+mine", use: "bb" });
    expect(scenario.compare.control).toBe("bb+mine");
  });

  it("lay their settings over the arm's", () => {
    const { scenario } = open(
      "  - { use: bb, player: { maxBufferSeconds: 20 }, clients: [{ player: { maxBufferSeconds: 3 }, viewer: { leaveAtSeconds: 9 }, device: { maxHeight: 720 }, video: w }, {}] }",
      "network: { rttMs: 50 }",
    );
    const [arm] = scenario.policies;
    const [first, second] = clientsOf(scenario, arm!);
    expect(first!.settings).toEqual({
      player: { startupBuffer: 3, resumeBuffer: 2, maxBuffer: 3, starvedAfter: 3600 },
      network: { rtt: 0.05 },
      viewer: { leaveAt: 9 },
      device: { maxHeight: 720 },
    });
    expect(first!.video).toEqual({ path: "w" });
    expect(second!.settings).toEqual(settingsOf(scenario, arm!));
    expect(second!.video).toBeUndefined();
  });

  it("know where they were written", () => {
    const parsed = open(
      "  - bb\n  - { use: bb, name: b, clients: [{ count: 2 }] }",
      "clients: [{ count: 3 }]",
    );
    const places = parsed.scenario.policies.map((arm) => {
      const [client] = clientsOf(parsed.scenario, arm);
      return parsed.where([...client!.path, "count"]);
    });
    expect(places).toEqual(["s.yaml:6: clients[0].count", "s.yaml:5: policies[1].clients[0].count"]);
  });
});

describe("a scenario's clients", () => {
  it("are those of each arm that has none of its own", () => {
    const arms = armsOf(
      "  - bb\n  - ewma\n  - { use: bb, name: two, clients: [{ count: 2 }] }",
      "clients: [{ count: 5 }]",
    );
    expect(arms.map(([client]) => [client!.use, client!.count])).toEqual([
      ["bb", 5],
      ["ewma", 5],
      ["bb", 2],
    ]);
  });

  it("are a group's policies, too", () => {
    const { scenario } = open("  - name: mixed", "clients: [{ use: bb }, { use: ewma }]");
    expect(scenario.policies[0]).toMatchObject({ name: "mixed", use: "bb" });
  });
});

describe("written out for the results", () => {
  it("each client has its player, viewer and device in whole, and gives the same settings again", () => {
    const { scenario } = open(
      "  - { use: bb, clients: [{ player: { maxBufferSeconds: 3 } }, { use: ewma }] }\n  - ewma",
      "clients: [{ viewer: { leaveAtSeconds: 5 } }]",
    );
    const written = withAllSettings(scenario);
    expect(written.policies[0]!.clients![0]!.player).toEqual({
      startupBufferSeconds: 3,
      resumeBufferSeconds: 2,
      maxBufferSeconds: 3,
      starvedAfterSeconds: 3600,
    });
    const again = parseScenario(JSON.stringify(written), "run.json").scenario;
    for (const [index, arm] of scenario.policies.entries()) {
      const ofWritten = clientsOf(again, again.policies[index]!).map(({ path, ...rest }) => rest);
      expect(ofWritten).toEqual(clientsOf(scenario, arm).map(({ path, ...rest }) => rest));
    }
  });
});

describe("errors", () => {
  it.each([
    [
      "  - name: x",
      "",
      "s.yaml:4: policies[0].use: expected the name of a policy, or the path of a policy file, got nothing",
    ],
    [
      "  - clients: [{ use: bb }, { count: 2 }]",
      "",
      "s.yaml:4: policies[0].use: expected the name of a policy, or the path of a policy file, got nothing",
    ],
    [
      "  - bb",
      "clients: [{ player: { startupBufferSeconds: 61 } }]",
      "s.yaml:5: clients[0].player.startupBufferSeconds: expected at most maxBufferSeconds (60, from profile reference), got 61. Lower startupBufferSeconds or raise maxBufferSeconds",
    ],
    [
      "  - { use: bb, clients: [{}, { player: { fastSwitch: { aheadSegments: 1 } } }] }",
      "",
      "s.yaml:4: policies[0].clients[1].player.fastSwitch.abortsInFlight: expected true or false, got nothing. Profile reference does not say it",
    ],
    [
      "  - bb",
      "clients: [{ network: { rttMs: 1 } }]",
      's.yaml:5: clients[0].network: expected one of the keys use, name, options, count, startAtSeconds, player, viewer, device, video, got "network"',
    ],
  ])("%s %s", (policies, more, message) => expect(problemOf(policies, more)).toBe(message));

  it("--set reaches into clients", () => {
    const text = "traces: [t]\nvideos: [v]\npolicies: [{ clients: [{ use: bb }, { use: ewma }] }]";
    const { scenario } = parseScenario(text, "s.yaml", {
      policies: ["bb+ewma"],
      set: ["policies.bb+ewma.clients.ewma.count=4", "policies[0].clients[0].player.abandonment=false"],
    });
    expect(scenario.policies[0]!.clients).toMatchObject([{ player: { abandonment: false } }, { count: 4 }]);
  });
});
