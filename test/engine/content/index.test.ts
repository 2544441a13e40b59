import { describe, expect, it } from "vitest";
import { contentOf } from "../../../src/engine/content/index.js";
import type { ContentSettings } from "../../../src/model/settings/index.js";
import { videoOf } from "../../support/scripted-session.js";

const KINDS: readonly ContentSettings[] = [
  { kind: "live", targetLatency: 6, dvrWindow: 60 },
  { kind: "series", episodes: 5, continues: 0.8 },
  { kind: "interactive", branches: [], prefetchSegments: 1, choiceLead: 5 },
];

describe("content", () => {
  it("of every kind but a movie says which segments are there, and acts on the session", () => {
    for (const settings of KINDS) {
      const { availability, behaviour } = contentOf(settings, videoOf(25));
      expect(availability?.availableAt(0)).toBe(0);
      expect(behaviour).toBeTypeOf("function");
    }
  });

  it("has an edge only where it is live", () => {
    const edges = KINDS.map((settings) => contentOf(settings, videoOf(25)).liveEdge);
    expect(edges).toEqual([6, undefined, undefined]);
  });

  it("of a movie is the video, and nothing else", () => {
    expect(contentOf({ kind: "movie" }, videoOf(25))).toEqual({});
  });
});
