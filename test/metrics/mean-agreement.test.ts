import { expect, it } from "vitest";
import { meanAgreement } from "../../src/metrics/mean-agreement.js";
import type { Agreement } from "../../src/model/agreement.js";

const agreement = (changes: Partial<Agreement>): Agreement => ({
  ...{ segments: 10, agreeing: 10, meanLevelDifference: 0, meanLevelDistance: 0 },
  ...{ bitrateError: 0, startupError: 0, stallError: 0, switchesDifference: 0, qoeError: 0 },
  ...changes,
});

it("counts segments together, and the rest play by play", () => {
  const mean = meanAgreement([
    agreement({
      qoeError: 0.5,
      agreeing: 5,
      bitrateError: -0.2,
      startupError: -0.5,
      stallError: 1,
      switchesDifference: 4,
    }),
    agreement({ segments: 30, bitrateError: 0.1, startupError: 0.1, stallError: -2, meanLevelDifference: 1 }),
  ]);
  expect(mean).toEqual({
    ...{ plays: 2, segments: 40, levelAgreement: 15 / 40, meanLevelDifference: 0.5 },
    ...{ bitrateBias: -0.05, stallBias: -0.5, startupBias: -0.2, switchesBias: 2 },
    ...{ bitrateError: expect.closeTo(0.15, 12), stallError: 1.5, startupError: 0.3 },
    ...{ qoeBias: 0.25, qoeError: 0.25 },
  });
});

it("leaves out the plays that have no such figure", () => {
  const nothing = agreement({
    ...{ agreeing: 0, meanLevelDifference: undefined, meanLevelDistance: undefined },
    ...{ bitrateError: undefined, startupError: undefined, stallError: 3 },
  });
  expect(meanAgreement([nothing])).toMatchObject({
    ...{ levelAgreement: 0, meanLevelDifference: undefined, bitrateBias: undefined },
    ...{ bitrateError: undefined, startupError: undefined, stallError: 3 },
  });
  expect(meanAgreement([nothing, agreement({ bitrateError: 0.5 })])).toMatchObject({
    ...{ bitrateBias: 0.5, bitrateError: 0.5, startupBias: 0 },
  });
});
