import { expect, it } from "vitest";
import type { ForetoldPlay, PlayCourse } from "../../../src/model/fidelity.js";
import { renderSvg } from "../../../src/report/charts/render.js";
import { playChart } from "../../../src/report/fidelity/index.js";
import { HOSTILE_NAMES } from "../builder.js";

const LEVELS = [{ bitrate: 300_000 }, { bitrate: 1_200_000 }];
const course = (startup: number, level: number): PlayCourse => ({
  requests: [
    { segment: 0, level, start: 0, end: 1, whole: true },
    { segment: 1, level: 0, start: 1, end: 2, whole: false },
  ],
  buffer: [
    { at: 0, buffer: 0 },
    { at: 1, buffer: 4 },
  ],
  waits: [{ from: 0, to: startup }],
  end: 9,
});

const play = (changes: Partial<ForetoldPlay["playback"]> = {}): ForetoldPlay => {
  const levels = [1, 0];
  const figures = { levels, meanBitrate: 750_000, startup: 1, stall: 0, switches: 1, qoe: 0.3 };
  return {
    playback: {
      ...{ player: "hlsjs", policy: undefined, version: "1.7.4", trace: "dsl.json", latency: 0.04 },
      ...{ startup: 1, stall: 0, stallCount: 0, levels, events: [], requests: [] },
      ...changes,
    },
    ...{ real: figures, simulated: figures },
    agreement: {
      ...{ segments: 2, agreeing: 1, meanLevelDifference: 0.5, meanLevelDistance: 0.5, bitrateError: 0 },
      ...{ startupError: 0, stallError: 0, switchesDifference: 0, qoeError: 0 },
    },
    courses: { real: course(1, 1), simulated: course(2, 0) },
  };
};

it("draws both plays over one axis, and says how far they agree", async () => {
  const svg = await renderSvg(playChart(play({ policy: "bola" }), LEVELS), "chart");
  for (const text of [
    "hlsjs 1.7.4, steered by bola on dsl.json",
    "1 of 2 segments of the same level",
    "asked for (kbit/s)",
    "buffer (s)",
    "waits",
    ">real<",
    ">simulated<",
  ])
    expect(svg).toContain(text);
});

it("draws each side's requests, the whole and those that were given up", () => {
  const { vconcat } = playChart(play(), LEVELS) as unknown as {
    vconcat: { layer?: { data: { name: string; values: object[] } }[] }[];
  };
  const [asked, givenUp] = vconcat[0]!.layer!;
  // Two requests a side, and the last one's level to the end of the play.
  expect(asked!.data.values).toHaveLength(6);
  expect(asked!.data.values).toContainEqual({ time: 0, kbps: 1200, side: "real" });
  expect(givenUp!.data.values).toEqual([
    { time: 2, kbps: 300, side: "real" },
    { time: 2, kbps: 300, side: "simulated" },
  ]);
});

it.each(HOSTILE_NAMES)("bears a trace by the name of %j", async (trace) => {
  const svg = await renderSvg(playChart(play({ trace }), LEVELS), "chart");
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
  expect(svg).not.toMatch(/<script|onload=/i);
});
