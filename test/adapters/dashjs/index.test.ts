import type { MediaPlayerClass } from "dashjs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { attachToDashjs, type DashjsModule, type DashjsPlayer } from "../../../src/adapters/dashjs/index.js";
import type { Notice } from "../../../src/adapters/pilot/index.js";
import { bola } from "../../../src/policies/index.js";

const MODULE = { MediaPlayer: { events: {} } };
const nothing = () => {};
const PLAYER = {
  getVersion: () => "5.2.1",
  addABRCustomRule: nothing,
  removeABRCustomRule: nothing,
  extend: nothing,
  on: nothing,
  off: nothing,
  getSettings: () => ({}),
  updateSettings: nothing,
};

function told(dashjs: unknown, player: unknown): string[] {
  const notices: Notice[] = [];
  const attachment = attachToDashjs(dashjs as DashjsModule, player as DashjsPlayer, bola, {
    onNotice: (notice) => notices.push(notice),
  });
  expect(() => attachment.detach()).not.toThrow();
  return notices.map(({ kind, message }) => `${kind}: ${message}`);
}

describe("attachToDashjs", () => {
  it("takes the package's own types", () => {
    expectTypeOf<MediaPlayerClass>().toExtend<DashjsPlayer>();
    expectTypeOf<typeof import("dashjs")>().toExtend<DashjsModule>();
    expectTypeOf(attachToDashjs<{ gp: number }>)
      .parameter(3)
      .toExtend<{ options?: { gp?: number } } | undefined>();
  });

  it("has nothing to say about a dash.js 5", () => {
    expect(told(MODULE, PLAYER)).toEqual([]);
    expect(told(MODULE, { ...PLAYER, getVersion: () => "v5.0.3" })).toEqual([]);
  });

  it.each([
    ["an older dash.js", MODULE, { ...PLAYER, getVersion: () => "4.7.4" }, "the player is dash.js 4.7.4"],
    [
      "a player without rules",
      MODULE,
      { ...PLAYER, addABRCustomRule: undefined },
      "the player has no addABRCustomRule()",
    ],
    ["no player", MODULE, undefined, "the player has no addABRCustomRule()"],
    [
      "another module",
      {},
      PLAYER,
      "the first argument is not the module dashjs: it has no MediaPlayer.events",
    ],
    [
      "no module",
      undefined,
      PLAYER,
      "the first argument is not the module dashjs: it has no MediaPlayer.events",
    ],
  ])("says once that it cannot steer %s, and touches nothing", (_, dashjs, player, words) => {
    expect(told(dashjs, player)).toEqual([
      `no extension point: abrsim: ${words}; expected dash.js 5.0 or newer, whose players have addABRCustomRule and extend. The player's own ABR plays.`,
    ]);
  });
});
