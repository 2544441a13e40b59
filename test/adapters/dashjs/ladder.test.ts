import { describe, expect, it } from "vitest";
import { isSameLadder, ladderOf, permittedOf } from "../../../src/adapters/dashjs/ladder.js";
import type { DashjsRulesContext } from "../../../src/adapters/dashjs/player.js";

interface Some {
  readonly id: string;
  readonly bandwidth: number;
  readonly absoluteIndex?: number;
  readonly width?: number;
  readonly codecs?: string | null;
}

const context = (all: readonly Some[], permitted = all.map(({ id }) => id)) => {
  const full = all.map((each, absoluteIndex) => ({
    absoluteIndex,
    width: Number.NaN,
    height: Number.NaN,
    frameRate: null,
    codecs: null,
    ...each,
  }));
  return {
    getMediaInfo: () => ({}),
    getAbrController: () => ({
      getPossibleVoRepresentations: () => full.slice(),
      getPossibleVoRepresentationsFilteredBySettings: () => full.filter(({ id }) => permitted.includes(id)),
    }),
  } as unknown as DashjsRulesContext;
};

const ABC = [
  { id: "a", bandwidth: 1e6 },
  { id: "b", bandwidth: 2e6 },
  { id: "c", bandwidth: 3e6 },
];

describe("a ladder", () => {
  it("rises by bitrate, in whatever order dash.js ranks", () => {
    const ladder = ladderOf(context([ABC[2]!, ABC[0]!, ABC[1]!]));
    expect(ladder.ids).toEqual(["a", "b", "c"]);
    expect(ladder.levels.map(({ bitrate }) => bitrate)).toEqual([1e6, 2e6, 3e6]);
  });

  it("tells what is known, and nothing else", () => {
    const [level] = ladderOf(context([{ id: "a", bandwidth: 1e6, width: 640, codecs: "avc1" }])).levels;
    expect(level).toEqual({ bitrate: 1e6, name: "a", width: 640, codec: "avc1" });
  });

  it("has one level a bitrate, the one that dash.js ranks higher", () => {
    const ladder = ladderOf(context([...ABC, { id: "b2", bandwidth: 2e6, absoluteIndex: 9 }]));
    expect(ladder.ids).toEqual(["a", "b2", "c"]);
    expect(ladder.levelOf("b")).toBe(1);
    expect(ladder.levelOf("other")).toBeUndefined();
  });

  it("is the same under other names, and not with other bitrates", () => {
    const ladder = ladderOf(context(ABC));
    expect(isSameLadder(ladder, ladderOf(context(ABC.map((each) => ({ ...each, id: `${each.id}2` })))))).toBe(
      true,
    );
    expect(isSameLadder(ladder, ladderOf(context(ABC.slice(1))))).toBe(false);
  });
});

describe("what dash.js permits", () => {
  it("is offered up to the first gap", () => {
    const all = [...ABC, { id: "d", bandwidth: 4e6 }];
    const range = (...ids: string[]) => permittedOf(context(all, ids), ladderOf(context(all))).range;
    expect(range("a", "b", "c", "d")).toEqual([0, 3]);
    expect(range("b", "c")).toEqual([1, 2]);
    expect(range("a", "b", "d")).toEqual([0, 1]);
  });
});
