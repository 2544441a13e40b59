import { expect, it } from "vitest";
import type { PlayFigures } from "../../../src/model/agreement.js";
import type { FidelityReport, MeanAgreement } from "../../../src/model/fidelity.js";
import { playerListing, playListing } from "../../../src/report/fidelity/index.js";
import { LISTINGS } from "../../../src/report/listings/index.js";

const mean = (changes: Partial<MeanAgreement>): MeanAgreement => ({
  ...{ plays: 6, segments: 180, levelAgreement: 0.733, meanLevelDifference: -0.11 },
  ...{ bitrateBias: -0.045, stallBias: 0.5, startupBias: -0.58, switchesBias: -0.33 },
  ...{ bitrateError: 0.08, stallError: 0.73, startupError: 0.58, qoeBias: -0.1, qoeError: 0.214 },
  ...changes,
});
const figures = (levels: readonly (number | undefined)[]): PlayFigures => ({
  ...{ levels, meanBitrate: 750_000, startup: 1.8234, stall: 0, switches: 2, qoe: 0.61 },
});
const course = { requests: [], buffer: [], waits: [], end: 0 };
const report: Pick<FidelityReport, "players" | "plays"> = {
  players: [
    {
      ...{ player: "hlsjs", policy: undefined, versions: ["1.7.4"] },
      simulation: mean({}),
      ceiling: mean({
        plays: 3,
        levelAgreement: 1,
        bitrateBias: 0,
        bitrateError: 0,
        startupError: undefined,
      }),
    },
    {
      ...{ player: "shaka", policy: undefined, versions: ["5.2.12"] },
      ...{ simulation: mean({ bitrateBias: 0.12 }), ceiling: undefined },
    },
  ],
  plays: [
    {
      playback: {
        ...{ player: "hlsjs", policy: undefined, version: "1.7.4", trace: "trace-dsl-1.json", latency: 0.04 },
        ...{ startup: 1.8234, stall: 0, stallCount: 0, levels: [0, 1, 1], events: [], requests: [] },
      },
      real: figures([0, 1, 1]),
      simulated: { ...figures([0, 2, undefined]), startup: undefined },
      agreement: {
        ...{ segments: 3, agreeing: 1, meanLevelDifference: 0.5, meanLevelDistance: 0.5 },
        ...{ bitrateError: 0, startupError: undefined, stallError: 0, switchesDifference: 0 },
        qoeError: undefined,
      },
      courses: { real: course, simulated: course },
    },
  ],
};

it("lists players, each beside itself where it was played twice", () => {
  expect(LISTINGS.markdown(playerListing(report))).toMatchInlineSnapshot(`
    "| player |  | plays | levels agree | mean level difference | bitrate bias | bitrate error | stall error s | startup error s | QoE error | switches bias |
    | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | hlsjs 1.7.4 | simulated | 6 | 73 % | -0.11 | -4.5 % | 8 % | 0.73 | 0.58 | 0.21 | -0.3 |
    |  | itself, once more | 3 | 100 % | -0.11 | 0 % | 0 % | 0.73 | – | 0.21 | -0.3 |
    | shaka 5.2.12 | simulated | 6 | 73 % | -0.11 | +12 % | 8 % | 0.73 | 0.58 | 0.21 | -0.3 |
    "
  `);
  expect(LISTINGS.csv(playerListing(report))).toMatchInlineSnapshot(`
    "player,of,plays,level_agreement,mean_level_difference,bitrate_bias,bitrate_error,stall_error_s,startup_error_s,qoe_error,switches_bias
    hlsjs,simulation,6,0.733,-0.11,-0.045,0.08,0.73,0.58,0.214,-0.33
    hlsjs,ceiling,3,1,-0.11,0,0,0.73,,0.214,-0.33
    shaka,simulation,6,0.733,-0.11,0.12,0.08,0.73,0.58,0.214,-0.33
    "
  `);
});

it("lists plays, with their levels segment by segment", () => {
  expect(LISTINGS.csv(playListing(report))).toMatchInlineSnapshot(`
    "player,trace,levels_agree,real_kbps,simulated_kbps,real_stall_s,simulated_stall_s,real_startup_s,simulated_startup_s,real_qoe,simulated_qoe,real_switches,simulated_switches,differs_from_s,first_difference,real_levels,simulated_levels
    hlsjs,trace-dsl-1.json,1,750,750,0,0,1.8234,,0.61,0.61,2,2,,,011,02-
    "
  `);
});

it("keeps levels of two digits apart", () => {
  const [play] = report.plays;
  const high = { ...report, plays: [{ ...play!, real: figures([9, 10, 11]) }] };
  expect(LISTINGS.csv(playListing(high))).toContain(",9 10 11,02-");
});
