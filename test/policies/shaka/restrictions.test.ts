import { describe, expect, it } from "vitest";
import { meetsRestrictions } from "../../../src/policies/shaka/restrictions.js";
import { shakaDefaults } from "../../../src/policies/shaka.js";

const hd = { bitrate: 3_000_000, width: 1280, height: 720, frameRate: 30 };
const meets = (restrictions: object, level: object = {}) =>
  meetsRestrictions({ ...hd, ...level }, { ...shakaDefaults, ...restrictions });

describe("meetsRestrictions", () => {
  it.each([
    ["width", 1280, 1],
    ["height", 720, 1],
    ["pixels", 921_600, 1],
    ["frameRate", 30, 1],
    ["bandwidthKbps", 3000, 1],
  ])("%s_atEitherEnd_isWithin", (what, value, step) => {
    const name = what[0]!.toUpperCase() + what.slice(1);
    expect(meets({ [`min${name}`]: value, [`max${name}`]: value })).toBe(true);
    expect(meets({ [`min${name}`]: value + step })).toBe(false);
    expect(meets({ [`max${name}`]: value - step })).toBe(false);
  });

  it("uprightPicture_isTurned", () => {
    const upright = { width: 720, height: 1280 };
    expect(meets({ maxHeight: 720, minWidth: 1280 }, upright)).toBe(true);
    expect(meets({ maxHeight: 719 }, upright)).toBe(false);
  });

  it("unknownSide_restrictsNothing", () => {
    const level = { bitrate: 3_000_000, height: 720 };
    const meetsAlone = (restrictions: object) =>
      meetsRestrictions(level, { ...shakaDefaults, ...restrictions });
    expect(meetsAlone({ minWidth: 5000, minPixels: 1e8, minFrameRate: 100 })).toBe(true);
    expect(meetsAlone({ maxHeight: 719 })).toBe(false);
  });
});
