import { describe, expect, it } from "vitest";
import type { Observation } from "../../../src/model/policy.js";
import { GuessBasedChooser, type GuessSituation } from "../../../src/policies/rx-player/guess-based.js";
import { RequestProgress } from "../../../src/policies/rx-player/request.js";
import { rxPlayerDefaults } from "../../../src/policies/rx-player.js";
import { ladder, observationWith } from "../stage.js";

const levels = ladder(1000, 2000, 4000);
const made = () => new GuessBasedChooser(levels, rxPlayerDefaults);
const at = (overrides: Partial<Observation> = {}) => observationWith(levels, { buffer: 2.5, ...overrides });
const sure = (score: number) => ({ score, sure: true });
const guessed = (level: number) => ({ level, guessed: true });
const chosen = (level: number) => ({ level, guessed: false });

/** Level 1 is being played and chosen by the other rules, too. */
function guess(chooser: GuessBasedChooser, more: Partial<GuessSituation> = {}): number | undefined {
  const usual = { o: at(), current: 1, score: sure(1.3), otherwise: 1, last: chosen(1) };
  return chooser.guess({ ...usual, request: undefined, requestDuration: 4, ...more });
}

describe("GuessBasedChooser: guessing", () => {
  it("guess_keptUpWithEnoughBuffer_oneUp", () => {
    expect(guess(made())).toBe(2);
    expect(guess(made(), { o: at({ buffer: 2.499 }) })).toBeUndefined();
    expect(guess(made(), { score: sure(1.01) })).toBeUndefined();
    expect(guess(made(), { score: sure(1.011) })).toBe(2);
    expect(guess(made(), { score: { score: 3, sure: false } })).toBeUndefined();
    expect(guess(made(), { score: undefined })).toBeUndefined();
  });

  it("guess_playbackRate_dividesTheScore", () => {
    expect(guess(made(), { o: at({ playbackRate: 1.3 }) })).toBeUndefined();
    expect(guess(made(), { o: at({ playbackRate: 1.2 }) })).toBe(2);
  });

  it("guess_atTheTop_none", () => {
    expect(guess(made(), { current: 2, otherwise: 2, last: chosen(2) })).toBeUndefined();
  });

  it("guess_othersWouldGoHigher_none", () => {
    expect(guess(made(), { otherwise: 2 })).toBeUndefined();
  });
});

describe("GuessBasedChooser: a guess under way", () => {
  it("guess_notPlayedYet_stands", () => {
    expect(guess(made(), { last: guessed(2) })).toBe(2);
  });

  it("guess_keptUp_goesOn", () => {
    expect(guess(made(), { last: guessed(1), score: sure(1.3) })).toBe(2);
    expect(guess(made(), { last: guessed(1), score: { score: 1.3, sure: false } })).toBe(1);
    expect(guess(made(), { last: guessed(1), score: undefined })).toBe(1);
    expect(guess(made(), { current: 2, last: guessed(2) })).toBe(2);
  });

  it("guess_notKeptUp_oneDown", () => {
    expect(guess(made(), { last: guessed(1), score: sure(1.01) })).toBe(1);
    expect(guess(made(), { last: guessed(1), score: sure(1.009) })).toBe(0);
    expect(guess(made(), { current: 0, last: guessed(0), score: sure(0.5), otherwise: 0 })).toBeUndefined();
  });

  it("guess_doubtfulAndHardlyAnyBuffer_oneDown", () => {
    const with599ms = { last: guessed(1), o: at({ buffer: 0.599 }) };
    expect(guess(made(), { ...with599ms, score: sure(1.199) })).toBe(0);
    expect(guess(made(), { ...with599ms, score: undefined })).toBe(0);
    expect(guess(made(), { ...with599ms, score: sure(1.2) })).toBe(1);
    expect(guess(made(), { last: guessed(1), o: at({ buffer: 0.6 }), score: undefined })).toBe(1);
  });

  it("guess_requestTakesLongerThanItsSegment_oneDown", () => {
    const start = { segment: 10, level: 1, start: 90, loaded: 0 };
    const waiting = (now: number, level = 1) =>
      guess(made(), {
        last: guessed(1),
        score: undefined,
        o: at({ now }),
        request: new RequestProgress({ ...start, level }, rxPlayerDefaults),
      });
    expect(waiting(94.199)).toBe(1);
    expect(waiting(94.201)).toBe(0);
    expect(waiting(94.201, 0)).toBe(1);
  });

  it("guess_requestTooSlow_oneDown", () => {
    const coming = (rate: number) => {
      const start = { segment: 10, level: 1, start: 90, total: 20e6 };
      const request = new RequestProgress({ ...start, loaded: 0 }, rxPlayerDefaults);
      for (let i = 1; i <= 5; i++) request.report({ ...start, loaded: i * rate }, 90 + i);
      return guess(made(), { last: guessed(1), score: undefined, o: at({ now: 90 }), request });
    };
    // 80 % of 2 Mbit/s
    expect(coming(1.599e6)).toBe(0);
    expect(coming(1.601e6)).toBe(1);
  });
});

describe("GuessBasedChooser: after wrong guesses", () => {
  /** A guess of level 1 proves wrong at this time. */
  const wrong = (chooser: GuessBasedChooser, now: number) =>
    guess(chooser, { last: guessed(1), score: sure(0.9), otherwise: 0, o: at({ now }) });
  const mayGuess = (chooser: GuessBasedChooser, now: number) => guess(chooser, { o: at({ now }) }) === 2;

  it("guess_afterAWrongOne_noneFor15s", () => {
    const chooser = made();
    wrong(chooser, 100);
    expect(mayGuess(chooser, 115)).toBe(false);
    expect(mayGuess(chooser, 115.001)).toBe(true);
  });

  it("guess_afterWrongOnesInARow_15sForEachUpTo2Minutes", () => {
    const chooser = made();
    for (const now of [100, 200, 300]) wrong(chooser, now);
    expect([345, 345.001].map((now) => mayGuess(chooser, now))).toEqual([false, true]);
    for (let i = 4; i <= 10; i++) wrong(chooser, 100 * i);
    expect([1120, 1120.001].map((now) => mayGuess(chooser, now))).toEqual([false, true]);
  });

  it.each<[string, Partial<GuessSituation>, boolean]>([
    ["the score is over 1.5", { last: guessed(1), score: sure(1.501), otherwise: 0 }, true],
    ["the score is 1.5", { last: guessed(1), score: sure(1.5), otherwise: 0 }, false],
    ["the others choose it, too", { last: guessed(1), score: sure(1.3), otherwise: 1 }, true],
    ["the others choose more", { last: guessed(1), otherwise: 2 }, true],
    ["the others choose more than what was no guess", { last: chosen(1), otherwise: 2 }, false],
  ])("guess_%s_wrongOnesAreForgotten", (_, situation, forgotten) => {
    const chooser = made();
    for (const now of [100, 200, 300]) wrong(chooser, now);
    guess(chooser, { ...situation, o: at({ now: 400 }) });
    wrong(chooser, 500);
    expect(mayGuess(chooser, 520)).toBe(forgotten);
  });

  it("guess_provedBefore_othersChoosingItProveNothingMore", () => {
    const chooser = made();
    guess(chooser, { last: guessed(1), otherwise: 1, o: at({ now: 50 }) });
    for (const now of [100, 200, 300]) wrong(chooser, now);
    guess(chooser, { last: guessed(1), otherwise: 1, o: at({ now: 400 }) });
    wrong(chooser, 500);
    expect(mayGuess(chooser, 520)).toBe(false);
  });
});
