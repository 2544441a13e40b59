import { type Claim, composite, type Measure, meanOf, shareOf } from "./claim.js";
import type { SetOutcome } from "./outcome.js";
import { inShort, isAbove, isBelow, type Judgement, where } from "./words.js";

const ARMS = {
  buffer: "document 003's policy in its player",
  "buffer-one-at-a-time": "the same with one download at a time",
  ewma: "document 000's policy, in a player with up to 60 s of buffer (profile `reference`)",
  hysteresis: "document 001's policy, likewise",
};
const NAMES = Object.keys(ARMS);

const rate: Measure = {
  heading: "switches a minute",
  read: ({ values: { switches, media_s: media } }) =>
    switches === undefined || media === undefined ? undefined : { above: switches * 60, below: media },
};
const fewerThanFive = shareOf(
  "sessions with fewer than 5 switches (%)",
  ({ values }) => values["switches"]! < 5,
);

function judge(outcome: SetOutcome): Judgement {
  const figure = outcome.mean("buffer", rate);
  if (isAbove(figure, 2) || isBelow(figure, 1)) return "does not hold";
  const { interval } = figure;
  return interval && interval[0] >= 1 && interval[1] <= 2 ? "holds" : "is not decided";
}

export const switchRate: Claim = {
  title: "One or two switches a minute",
  says:
    "Document 003 (section 2.2) gives its policy's adaptation frequency as 1 to 2 switches a minute on average; its " +
    "targets (section 4.3) want fewer than 5 in a session.",
  scenario: "scenarios/claims/switch-rate.yaml",
  arms: ARMS,
  tables: [
    { measure: rate, means: NAMES },
    { measure: fewerThanFive, means: NAMES },
    { measure: composite, means: NAMES },
    { measure: meanOf("mean bitrate (Mbit/s)", "mean_bitrate_kbps", 0.001), means: NAMES },
  ],
  verdict(outcomes) {
    const is = (arm: string, test: typeof isAbove, value: number) =>
      where(outcomes, (each) => test(each.mean(arm, rate), value));
    return {
      inShort: inShort(outcomes, judge),
      words:
        `It switches more than twice a minute on ${is("buffer", isAbove, 2)}, and less than once on ` +
        `${is("buffer", isBelow, 1)}. The rate is a property of the link as much as of the policy, whose only brake ` +
        "is 10 s between changes of one level: where throughput moves all the time, it allows six a minute. The two " +
        "claims exclude each other in any session over five minutes: 1 to 2 a minute are 10 to 20 in the ten " +
        "minutes here. The other documents' policies, which wait for a full buffer before they climb, switch less " +
        `(\`ewma\` less than once a minute on ${is("ewma", isBelow, 1)}).`,
    };
  },
  limits: [
    "A switch is counted between segments that were shown, one after the other, however many levels it crosses.",
    "`ewma` and `hysteresis` have twice the buffer: at 30 s `ewma` could not climb at all. Their composite scores " +
      "differ from `buffer`'s by the player as well.",
    "Several downloads at once measure a share of the link each, which the policy takes for the whole: " +
      "`buffer-one-at-a-time` shows what that does to the bitrate.",
  ],
};
