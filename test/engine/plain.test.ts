import { describe, expect, it } from "vitest";
import { isPlain } from "../../src/engine/plain.js";
import type { PlayerSettings } from "../../src/model/settings/index.js";
import { PLAYER } from "../support/plain.js";

const POLICY = { name: "p", decide: () => ({ level: 0 }) };
const isPlainWith = (player: Partial<PlayerSettings>) =>
  isPlain({ player: { ...PLAYER, ...player }, network: {}, viewer: {} }, POLICY);

describe("isPlain", () => {
  it("holds of a player that does nothing beside asking for segments, one by one", () => {
    expect(isPlainWith({})).toBe(true);
    expect(isPlainWith({ stallBuffer: 0 })).toBe(true);
  });

  it.each<Partial<PlayerSettings>>([
    { levelFiles: { playlist: { size: 1000, processing: 0 } } },
    { processing: { firstSegment: 0.1, segment: 0 } },
    { stallBuffer: 0.1 },
    { maxBufferAtTop: 30 },
    { fastSwitch: { replaces: "all", aheadSegments: 0, abortsInFlight: true } },
    { bufferBySize: { size: 4.8e8, most: 600 } },
    { bufferLimit: "below" },
    { idleStep: 0.5 },
    { firstLevel: 0 },
    { startupSegments: 2 },
  ])("does not hold of one that has %j", (player) => {
    expect(isPlainWith(player)).toBe(false);
  });
});
