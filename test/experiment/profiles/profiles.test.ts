import { describe, expect, it } from "vitest";
import { constantsOf } from "../../../src/experiment/profiles/constants.js";
import { DEFAULT_PROFILE, findProfile, PROFILES } from "../../../src/experiment/profiles/index.js";
import { checkSettings } from "../../../src/experiment/scenario/check-settings.js";
import { resolveSettings, settingsOfProfile } from "../../../src/experiment/scenario/index.js";
import { settingsSchema } from "../../../src/experiment/scenario/settings-schema/session.js";

it("there are those that the interface names", () => {
  expect([...PROFILES.keys()]).toEqual([
    "reference",
    "sabre",
    "sabre-fixed",
    "pensieve",
    "hlsjs",
    "dashjs",
    "shaka",
    "exoplayer",
    "hlsjs-doc",
    "dashjs-doc",
    "netflix-doc",
  ]);
});

it("the default profile is reference", () => {
  expect(DEFAULT_PROFILE).toBe("reference");
});

it("a profile is found by its name, and nothing by another", () => {
  expect(findProfile("reference")?.name).toBe("reference");
  expect(findProfile("refrence")).toBeUndefined();
  expect(findProfile("constructor")).toBeUndefined();
});

describe.each([...PROFILES.values()])("profile $name", (profile) => {
  const { settings, sources, about, doesNotModel } = profile;

  it("has settings that a scenario could say, each mechanism whole", () => {
    expect(settingsSchema.safeParse(settings)).toEqual({ success: true, data: settings });
  });

  it("does not contradict itself", () => {
    const where = (path: readonly PropertyKey[]) => path.join(".");
    expect(() => checkSettings({ profile, said: [] }, where)).not.toThrow();
  });

  it("has settings by its name, thresholds as it says them", () => {
    const { startupBufferSeconds, resumeBufferSeconds, maxBufferSeconds } = settings.player;
    expect(settingsOfProfile(profile.name).player).toMatchObject({
      startupBuffer: startupBufferSeconds,
      resumeBuffer: resumeBufferSeconds,
      maxBuffer: maxBufferSeconds,
    });
  });

  it("says where each constant is from, and nothing of constants that it does not have", () => {
    const paths = constantsOf(settings).map(({ path }) => path);
    expect(Object.keys(sources).sort()).toEqual(paths.sort());
    for (const [path, source] of Object.entries(sources))
      expect(`${path}: ${source}`).toMatch(/document \d{3}|\(ours\)|\(measured\)|paper|source|standard/);
  });

  it("says in words what it is and is not", () => {
    expect(about).toMatch(/^\S.*[^.]$/);
    expect(doesNotModel.length).toBeGreaterThan(0);
    expect(new Set(doesNotModel).size).toBe(doesNotModel.length);
  });
});

describe("what a profile stands for", () => {
  const player = (name: string) => settingsOfProfile(name).player;

  it("reference starts at 4 s and is capped at 60 s, as document 003 says", () => {
    expect(player("reference")).toMatchObject({ startupBuffer: 4, maxBuffer: 60 });
  });

  it("sabre-fixed differs from sabre in what follows an abandonment, and in nothing else", () => {
    const [published, fixed] = [settingsOfProfile("sabre"), settingsOfProfile("sabre-fixed")];
    expect(published.player.abandonment).toEqual({
      progressEvery: 0.05,
      progressBits: 12_000,
      afterwards: "asked",
      sparesFirst: true,
    });
    expect(fixed).toEqual({
      ...published,
      player: { ...published.player, abandonment: { ...published.player.abandonment, afterwards: "forced" } },
    });
  });

  it("hls.js looks at its buffer every 100 ms, dash.js every 500 ms", () => {
    expect([player("hlsjs").idleStep, player("dashjs").idleStep]).toEqual([0.1, 0.5]);
  });

  it("Shaka's one retry waits from half a second to one and a half", () => {
    const { retry } = settingsOfProfile("shaka").requests!;
    expect([retry!.initialDelay, retry!.initialDelay * (1 + retry!.jitter)]).toEqual([0.5, 1.5]);
  });

  it("dashjs-doc starts at a level that no ladder reaches", () => {
    expect(player("dashjs-doc").firstLevel).toBeGreaterThan(50);
  });

  it("a player's fallback to another CDN is there once there are two", () => {
    const two = { delivery: { cdns: [{ name: "a" }, { name: "b" }] } };
    expect(settingsOfProfile("hlsjs").requests!.fallback).toEqual(["lower quality"]);
    expect(resolveSettings(findProfile("hlsjs")!, two).requests!.fallback).toEqual([
      "lower quality",
      "other cdn",
    ]);
  });
});
