import { describe, expect, it } from "vitest";
import { findProfile } from "../../../src/experiment/profiles/index.js";
import {
  parseScenario,
  resolveSettings,
  type SettingsLayer,
  settingsOf,
  withAllSettings,
} from "../../../src/experiment/scenario/index.js";

const reference = findProfile("reference")!;
const layer = (part: Partial<SettingsLayer>): SettingsLayer => ({
  player: {},
  network: {},
  viewer: {},
  scoring: {},
  ...part,
});

describe("resolveSettings", () => {
  it("without layers is the profile", () => {
    expect(resolveSettings(reference)).toEqual(reference.settings);
  });

  it("lets later layers win, key by key", () => {
    const settings = resolveSettings(
      reference,
      layer({ player: { maxBufferSeconds: 30, startupBufferSeconds: 1 }, network: { rttMs: 60 } }),
      layer({ player: { maxBufferSeconds: 20 }, viewer: { leaveAtSeconds: 90 } }),
    );
    expect(settings.player).toMatchObject({ startupBuffer: 1, resumeBuffer: 2, maxBuffer: 20 });
    expect(settings.viewer).toEqual({ leaveAt: 90 });
  });

  it("converts milliseconds to seconds, and keeps a round trip of 0 apart from none", () => {
    expect(resolveSettings(reference, layer({ network: { rttMs: 60 } })).network).toEqual({
      roundTripTime: 0.06,
    });
    expect(resolveSettings(reference, layer({ network: { rttMs: 0 } })).network).toEqual({
      roundTripTime: 0,
    });
    expect(resolveSettings(reference).network).toEqual({});
  });

  it("lowers the profile's thresholds to a smaller maximum", () => {
    const { player } = resolveSettings(reference, layer({ player: { maxBufferSeconds: 1.5 } }));
    expect(player).toMatchObject({ startupBuffer: 1.5, resumeBuffer: 1.5, maxBuffer: 1.5 });
  });

  it("takes a profile's own network and viewer", () => {
    const profile = {
      ...reference,
      settings: { ...reference.settings, network: { roundTripTime: 0.08 }, viewer: { leaveAt: 5 } },
    };
    expect(resolveSettings(profile)).toEqual(profile.settings);
    expect(resolveSettings(profile, layer({ network: { rttMs: 20 } })).network).toEqual({
      roundTripTime: 0.02,
    });
  });
});

describe("an arm's settings", () => {
  const { scenario } = parseScenario(
    `traces: [t]
videos: [v]
policies: [bb, { use: bb, name: b, player: { maxBufferSeconds: 20 }, network: { rttMs: 57 } }]
player: { maxBufferSeconds: 30 }`,
    "s.yaml",
  );

  it("are the profile's under the scenario's under its own", () => {
    expect(scenario.policies.map((arm) => settingsOf(scenario, arm).player.maxBuffer)).toEqual([30, 20]);
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
});
