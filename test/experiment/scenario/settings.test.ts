import { describe, expect, it } from "vitest";
import { findProfile } from "../../../src/experiment/profiles/index.js";
import {
  cdnTraces,
  parseScenario,
  resolveSettings,
  settingsOf,
  settingsOfProfile,
  withAllSettings,
} from "../../../src/experiment/scenario/index.js";

const reference = findProfile("reference")!;
const hlsjs = findProfile("hlsjs")!;

describe("resolveSettings", () => {
  it("without layers is the profile, in the units of the inside", () => {
    expect(resolveSettings(reference)).toEqual({
      player: { startupBuffer: 4, resumeBuffer: 2, maxBuffer: 60, starvedAfter: 3600 },
      network: {},
      viewer: {},
    });
    expect(settingsOfProfile("reference")).toEqual(resolveSettings(reference));
  });

  it("knows no profile by another name", () => {
    expect(() => settingsOfProfile("refrence")).toThrow(
      new RangeError('no profile refrence. Did you mean "reference"?'),
    );
  });

  it("lets later layers win, key by key", () => {
    const settings = resolveSettings(
      reference,
      { player: { maxBufferSeconds: 30, startupBufferSeconds: 1 }, network: { rttMs: 60 } },
      { player: { maxBufferSeconds: 20 }, viewer: { leaveAtSeconds: 90 } },
    );
    expect(settings.player).toMatchObject({ startupBuffer: 1, resumeBuffer: 2, maxBuffer: 20 });
    expect(settings.viewer).toEqual({ leaveAt: 90 });
  });

  it("lets a layer change one key of a mechanism deep below", () => {
    const settings = resolveSettings(hlsjs, { requests: { retry: { retries: 2 } } });
    const { requests } = resolveSettings(hlsjs);
    expect(settings.requests).toEqual({ ...requests, retry: { ...requests!.retry, retries: 2 } });
  });

  it("replaces lists", () => {
    const seeks = (...times: number[]) => ({
      viewer: { seeks: times.map((time) => ({ atSeconds: time, toSeconds: 0 })) },
    });
    expect(resolveSettings(reference, seeks(1, 2, 3), seeks(4)).viewer.seeks).toEqual([{ at: 4, to: 0 }]);
    expect(resolveSettings(reference, seeks(1), seeks()).viewer.seeks).toEqual([]);
  });

  it("switches a mechanism off by false, and leaves no trace of it", () => {
    const off = resolveSettings(hlsjs, { player: { abandonment: false }, requests: false });
    const { requests, ...rest } = resolveSettings(hlsjs);
    const { abandonment, ...player } = rest.player;
    expect(requests && abandonment).toBeDefined();
    expect(off).toEqual({ ...rest, player });
  });

  it("keeps false where it is a truth value", () => {
    const { network } = resolveSettings(reference, { network: { latencyAdvancesTrace: false } });
    expect(network).toEqual({ latencyAdvancesTrace: false });
  });

  it("starts a mechanism anew that was switched off below", () => {
    const audio = { bitrateKbps: 128 };
    const settings = resolveSettings(
      reference,
      { downloads: { audio: { ...audio, aheadOfVideoSeconds: 1 } } },
      { downloads: { audio: false } },
      { downloads: { audio } },
    );
    expect(settings.downloads).toEqual({ audio: { bitrate: 128_000 } });
  });

  it("does not mix content of two kinds", () => {
    const settings = resolveSettings(
      reference,
      { content: { kind: "live", targetLatencySeconds: 8, dvrWindowSeconds: 60 } },
      { content: { kind: "series", episodes: 2, continues: 1 } },
    );
    expect(settings.content).toEqual({ kind: "series", episodes: 2, continues: 1 });
  });

  it("changes content of one kind key by key", () => {
    const live = { kind: "live", targetLatencySeconds: 8, dvrWindowSeconds: 60 } as const;
    const settings = resolveSettings(
      reference,
      { content: live },
      { content: { kind: "live", targetLatencySeconds: 4 } },
    );
    expect(settings.content).toEqual({ kind: "live", targetLatency: 4, dvrWindow: 60 });
  });

  it("keeps a round trip of 0 apart from none", () => {
    expect(resolveSettings(reference, { network: { rttMs: 0 } }).network).toEqual({ rtt: 0 });
    expect(resolveSettings(reference).network).toEqual({});
  });

  it("lowers the profile's thresholds to a smaller maximum", () => {
    const { player } = resolveSettings(reference, { player: { maxBufferSeconds: 1.5 } });
    expect(player).toMatchObject({ startupBuffer: 1.5, resumeBuffer: 1.5, maxBuffer: 1.5 });
  });

  it("refuses a mechanism that is not whole", () => {
    expect(() => resolveSettings(reference, { network: { connection: { protocol: "http/2" } } })).toThrow(
      /^profile reference, network.connection/,
    );
  });
});

describe("an arm's settings", () => {
  const { scenario } = parseScenario(
    `traces: [t]
videos: [v]
policies:
  - bb
  - { use: bb, name: b, player: { maxBufferSeconds: 20, abandonment: false }, network: { rttMs: 57 } }
  - { use: bb, name: c, profile: sabre, delivery: false }
player: { maxBufferSeconds: 30 }
delivery: { cdns: [{ name: x, trace: links/x.csv }, { name: y, trace: links/y.csv }, { name: z, trace: links/x.csv }] }
`,
    "s.yaml",
  );

  it("are the profile's under the scenario's under its own", () => {
    expect(scenario.policies.map((arm) => settingsOf(scenario, arm).player.maxBuffer)).toEqual([30, 20, 30]);
  });

  it("are all written out for the results, in the units of the edge as given", () => {
    const { policies } = withAllSettings(scenario);
    expect(policies[1]).toMatchObject({
      player: {
        startupBufferSeconds: 4,
        resumeBufferSeconds: 2,
        maxBufferSeconds: 20,
        starvedAfterSeconds: 3600,
      },
      network: { rttMs: 57 },
      viewer: {},
    });
  });

  it("are written out with what is switched off, so that they can be laid over a profile again", () => {
    const { policies } = withAllSettings(scenario);
    expect(policies[1]!.player!.abandonment).toBe(false);
    expect(policies[2]).toMatchObject({ delivery: false, player: { abandonment: { progressEveryMs: 50 } } });
  });

  it("name the traces of CDNs, each once, as written", () => {
    expect(scenario.policies.map((arm) => cdnTraces(scenario, arm))).toEqual([
      ["links/x.csv", "links/y.csv"],
      ["links/x.csv", "links/y.csv"],
      [],
    ]);
  });
});
