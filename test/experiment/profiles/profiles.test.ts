import { describe, expect, it } from "vitest";
import { DEFAULT_PROFILE, findProfile, PROFILES } from "../../../src/experiment/profiles/index.js";

it("the default profile is reference", () => {
  expect(DEFAULT_PROFILE).toBe("reference");
});

it("a profile is found by its name, and nothing by another", () => {
  expect(findProfile("reference")?.name).toBe("reference");
  expect(findProfile("refrence")).toBeUndefined();
  expect(findProfile("constructor")).toBeUndefined();
});

describe.each([...PROFILES.values()])("profile $name", ({ settings, sources }) => {
  it("has thresholds that its maximum buffer can reach", () => {
    const { startupBuffer, resumeBuffer, maxBuffer, starvedAfter } = settings.player;
    expect(Math.max(startupBuffer, resumeBuffer)).toBeLessThanOrEqual(maxBuffer);
    expect(starvedAfter).toBeGreaterThan(0);
  });

  it("says where each constant is from", () => {
    const constants = Object.values(settings).flatMap((group) => Object.keys(group));
    expect(Object.keys(sources).sort()).toEqual(constants.sort());
    expect(Object.values(sources).every((source) => /document|\(ours\)|paper|source/.test(source))).toBe(
      true,
    );
  });
});

it("reference starts at 4 s and is capped at 60 s, as document 003 says", () => {
  expect(findProfile("reference")!.settings.player).toMatchObject({ startupBuffer: 4, maxBuffer: 60 });
});
