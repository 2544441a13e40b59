import { describe, expect, it } from "vitest";
import { createBolaRule } from "../../../src/policies/dashjs/bola-rule.js";
import { ladder, sampleOf } from "../stage.js";

/*
 * Levels of 1, 2 and 4 Mbit/s: utilities 1, 1 + ln 2, 1 + 2 ln 2. With a target of 18 s, over the 10 + 2 x 3 that it is at
 * least: gp = 2 ln 2 / 0.8, Vp = 10 / gp = 4 / ln 2 = 5.771. At 6 s the scores of levels 0 and 1 are both
 * 10 - 6 = (14 - 6) / 2, at 10 s those of levels 1 and 2 both (14 - 10) / 2 = (18 - 10) / 4.
 * Startup sets buffer and placeholder to Vp (gp + 1 - ln 2) = 6 + Vp for level 1, to 10 + Vp for level 2. Level 0 is fetched
 * at up to Vp (1 + gp) = 10 + Vp, level 1 at up to 14 + Vp.
 */
const levels = ladder(1000, 2000, 4000);
const VP = 4 / Math.LN2;
const LEVEL_1_FROM = 6;
const LEVEL_2_FROM = 10;
const LEAST_1 = 6 + VP;
const MOST = { level0: 10 + VP, level1: 14 + VP };
const FAST = 100e6;

/** What BOLA is shown. */
interface View {
  readonly now: number;
  readonly buffer: number;
  readonly bufferTarget: number;
  readonly safeThroughput: number | undefined;
  readonly top: number;
}

const view = (buffer: number, overrides: Partial<View> = {}): View => ({
  now: 0,
  buffer,
  bufferTarget: 18,
  safeThroughput: FAST,
  top: 2,
  ...overrides,
});

function rule(ladderOf = levels) {
  const bola = createBolaRule(ladderOf, {
    bolaMinimumBufferSeconds: 10,
    bolaBufferPerLevelSeconds: 2,
    bolaPlaceholderDecay: 0.99,
  });
  return {
    ...bola,
    ask: ({ now, buffer, bufferTarget: maxBuffer, safeThroughput, top }: View) =>
      bola.ask({ now, buffer, maxBuffer, allowed: [0, top] }, safeThroughput),
  };
}

type BolaRule = ReturnType<typeof rule>;

const segment = (index: number) => ({ index, duration: 4, isReplacement: false });

/** A segment of a level that took no time, at an instant. */
const came = (bola: BolaRule, index: number, level: number, { at = 0, took = 0, bufferBefore = 100 } = {}) =>
  bola.loaded(segment(index), sampleOf(0, { start: at - took, end: at, level }), bufferBefore);

/** Steady, at time 0, with the lowest level current and no placeholder. */
function steady(bufferTarget = 18): BolaRule {
  const bola = rule();
  bola.ask(view(0, { bufferTarget, safeThroughput: 1 }));
  came(bola, 0, 0);
  bola.ask(view(4, { bufferTarget, safeThroughput: 1 }));
  came(bola, 1, 0);
  return bola;
}

describe("BolaRule: startup", () => {
  it("ask_noEstimate_noOpinion", () => {
    expect(rule().ask(view(0, { safeThroughput: undefined }))).toBeUndefined();
  });

  it("ask_oneLevel_noOpinion", () => {
    expect(rule(ladder(1000)).ask(view(0))).toBeUndefined();
  });

  it("ask_estimate_highestWithinIt", () => {
    expect(rule().ask(view(0, { safeThroughput: 3_999_999 }))).toEqual({ level: 1, wait: 0 });
    expect(rule().ask(view(0, { safeThroughput: 4_000_000 }))).toEqual({ level: 2, wait: 0 });
    expect(rule().ask(view(0, { safeThroughput: 1 }))).toEqual({ level: 0, wait: 0 });
  });

  it("ask_steadyNext_placeholderKeepsTheLevel", () => {
    const startedAt1 = () => {
      const bola = rule();
      bola.ask(view(0, { safeThroughput: 2e6 }));
      came(bola, 0, 1);
      // 4 s, a segment, in the buffer: startup once more, then steady; the placeholder is 2 + Vp = 7.77 s
      bola.ask(view(4, { safeThroughput: 2e6 }));
      came(bola, 1, 1, { bufferBefore: 0 });
      return bola;
    };
    // 0.99 x 7.77 = 7.69 s are left of it
    expect(startedAt1().ask(view(0))?.level).toBe(1);
    expect(startedAt1().ask(view(LEVEL_2_FROM - 7.68))?.level).toBe(2);
    expect(startedAt1().ask(view(LEVEL_2_FROM - 7.7))?.level).toBe(1);
  });

  it("ask_bufferUnderTheLastSegmentsDuration_staysInStartup", () => {
    const bola = rule();
    bola.ask(view(0));
    came(bola, 0, 2);
    expect(bola.ask(view(3.999))?.level).toBe(2);
    expect(bola.ask(view(3.999, { safeThroughput: 1e6 }))?.level).toBe(0);
  });
});

describe("BolaRule: steady", () => {
  it.each([
    [LEVEL_1_FROM - 1e-6, 0],
    [LEVEL_1_FROM + 1e-6, 1],
    [LEVEL_2_FROM - 1e-6, 1],
    [LEVEL_2_FROM + 1e-6, 2],
  ])("ask_bufferOf%d_level%d", (buffer, level) => {
    expect(steady().ask(view(buffer))?.level).toBe(level);
  });

  it("ask_upBeyondTheThroughput_noFurtherThanThat", () => {
    expect(steady().ask(view(16, { safeThroughput: 3e6 }))?.level).toBe(1);
    expect(steady().ask(view(16, { safeThroughput: 1e6 }))?.level).toBe(0);
  });

  it("ask_currentAboveTheThroughput_isKeptYetNotExceeded", () => {
    const bola = steady();
    bola.switched(1);
    expect(bola.ask(view(16, { safeThroughput: 1e6 }))?.level).toBe(1);
  });

  it("ask_timeSinceTheLastDownload_countsAsBuffer", () => {
    expect(steady().ask(view(LEVEL_1_FROM - 3, { now: 2.999 }))?.level).toBe(0);
    expect(steady().ask(view(LEVEL_1_FROM - 3, { now: 3.001 }))?.level).toBe(1);
  });

  it("ask_againWithoutADownload_timeSinceItWasAskedCounts", () => {
    const bola = steady();
    bola.ask(view(4, { now: 1 }));
    // 1 s so far
    expect(bola.ask(view(LEVEL_1_FROM - 2, { now: 1.999 }))?.level).toBe(0);
    expect(bola.ask(view(LEVEL_1_FROM - 2, { now: 2.001 }))?.level).toBe(1);
  });

  it("ask_moreThanTheLevelIsFetchedAt_waitsForTheExcess", () => {
    const answer = steady().ask(view(MOST.level0 + 1.5, { safeThroughput: 1e6 }));
    expect(answer?.level).toBe(0);
    expect(answer?.wait).toBeCloseTo(1.5, 9);
    expect(steady().ask(view(MOST.level0 - 0.1, { safeThroughput: 1e6 }))?.wait).toBe(0);
  });

  it("ask_excessWithinThePlaceholder_takenFromThat", () => {
    const bola = steady();
    // 2 s of placeholder, 1.5 s too much: 0.5 s are left, so that 0.5 s more of buffer are no reason to wait, but 1 s
    const first = bola.ask(view(MOST.level0 - 0.5, { now: 2, safeThroughput: 1e6 }));
    expect(first).toEqual({ level: 0, wait: 0 });
    expect(bola.ask(view(MOST.level0, { now: 2, safeThroughput: 1e6 }))?.wait).toBe(0);
    expect(bola.ask(view(MOST.level0 + 1, { now: 2, safeThroughput: 1e6 }))?.wait).toBeCloseTo(1, 9);
  });

  it("ask_topLevel_neverWaits", () => {
    expect(steady().ask(view(60))).toEqual({ level: 2, wait: 0 });
    const answer = steady().ask(view(60, { top: 1, safeThroughput: 2e6 }));
    expect(answer).toEqual({ level: 1, wait: 0 });
    expect(steady().ask(view(60, { safeThroughput: 2e6 }))?.wait).toBeCloseTo(60 - MOST.level1, 9);
  });
});

describe("BolaRule: downloads", () => {
  /** Steady with a placeholder of 10 s, at time 10. */
  function withPlaceholder(): BolaRule {
    const bola = steady();
    bola.ask(view(0, { now: 10, safeThroughput: 1 }));
    return bola;
  }

  /** The placeholder, if under 10 s: what the buffer falls short of where level 2 is chosen. */
  function placeholderOf(bola: BolaRule): number {
    let [tooLow, enough] = [0, LEVEL_2_FROM];
    for (let step = 0; step < 50; step++) {
      const middle = (tooLow + enough) / 2;
      if (bola.ask(view(middle, { now: 10 }))!.level === 2) enough = middle;
      else tooLow = middle;
    }
    return LEVEL_2_FROM - enough;
  }

  it("loaded_lowBuffer_placeholderLosesAHundredth", () => {
    const bola = withPlaceholder();
    came(bola, 2, 0, { at: 10, bufferBefore: 0 });
    expect(placeholderOf(bola)).toBeCloseTo(9.9, 6);
  });

  it("loaded_bufferAndDownloadNearTheMost_placeholderIsCutToTheRest", () => {
    const bola = withPlaceholder();
    // requested 5 s before, with 4 s + 5 s in the buffer: level 0 is fetched at 15.771 s at most
    came(bola, 2, 0, { at: 10, took: 5, bufferBefore: 4 });
    expect(placeholderOf(bola)).toBeCloseTo(MOST.level0 - 9, 6);
  });

  it("loaded_inPlaceOfAnother_placeholderGrowsByItsDuration", () => {
    const bola = withPlaceholder();
    came(bola, 1, 0, { at: 10, bufferBefore: 14 });
    expect(placeholderOf(bola)).toBeCloseTo(MOST.level0 - 14 + 4, 6);
  });

  it("ranEmpty_steady_noPlaceholder", () => {
    const bola = withPlaceholder();
    bola.ranEmpty();
    expect(placeholderOf(bola)).toBeCloseTo(0, 6);
  });

  it("ranEmpty_startup_placeholderIsMadeAnewAnyway", () => {
    const bola = rule();
    bola.ask(view(0, { safeThroughput: 2e6 }));
    bola.ranEmpty();
    expect(bola.ask(view(0, { safeThroughput: 2e6 }))?.level).toBe(1);
  });

  it("sought_steady_startupAgain", () => {
    const bola = withPlaceholder();
    bola.sought();
    expect(bola.ask(view(0, { safeThroughput: 4e6 }))?.level).toBe(2);
  });

  it("abandoned_toALevel_placeholderIsCutToWhereThatLevelIsJustChosen", () => {
    const bola = withPlaceholder();
    bola.abandoned(1, 5);
    expect(placeholderOf(bola)).toBeCloseTo(LEAST_1 - 5, 6);
  });

  it("abandoned_toTheLowest_bufferAndPlaceholderAre10Seconds", () => {
    const bola = withPlaceholder();
    bola.abandoned(0, 5);
    expect(placeholderOf(bola)).toBeCloseTo(5, 6);
  });
});

describe("BolaRule: target", () => {
  it("ask_lowTarget_atLeast10SecondsAnd2ForEachLevel", () => {
    // 16 s: gp = 2 ln 2 / 0.6, Vp = 3 / ln 2; level 0 is fetched at up to 10 + Vp
    const bola = steady(12);
    const answer = bola.ask(view(20, { bufferTarget: 12, safeThroughput: 1 }));
    expect(answer?.wait).toBeCloseTo(10 - 3 / Math.LN2, 9);
  });

  it("ask_newTarget_placeholderScalesBeyond10Seconds", () => {
    // A buffer of 5 s and a placeholder of 9 s are 14 s, 4 s over 10 s. A target of 14 s counts as 16 s, for which Vp is
    // 3 / ln 2, three quarters: 3 s over 10 s, a placeholder of 8 s. Levels 1 and 2 are alike at 10 s, as ever.
    const bola = steady();
    bola.ask(view(5, { now: 9, safeThroughput: 1 }));
    const now = { now: 9, bufferTarget: 14 };
    bola.ask(view(5, { ...now, safeThroughput: 1 }));
    expect(bola.ask(view(2 - 1e-6, now))?.level).toBe(1);
    expect(bola.ask(view(2 + 1e-6, now))?.level).toBe(2);
  });
});
