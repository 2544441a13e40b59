import { fixed } from "../shown/harness.js";
import { type Claim, meanOf, stallShare } from "./claim.js";
import { inShort, isAbove, isBelow, range } from "./words.js";

const overhead = meanOf("overhead of branches (%)", "branch_overhead", 100);
const wait = meanOf("wait at branches, three in all (s)", "seek_s");
const CONTROL = "no-prefetch";
const AHEAD = ["two-options", "three-options", "three-options-full"];
const pairs = AHEAD.map((arm) => ({ arm, control: CONTROL }));

export const interactiveOverhead: Claim = {
  title: "Interactive content takes half as much bandwidth again",
  says:
    "Document 003 (section 3.4) has 5 to 10 choices in a show of 90 minutes, fetches the first segment of each of the " +
    "2 or 3 ways on, discards those that are not taken, and puts the bandwidth at 50 % over regular streaming.",
  scenario: "scenarios/claims/interactive-overhead.yaml",
  arms: {
    "no-prefetch": "nothing beyond a choice is fetched before it is made",
    "two-options": "the first segment of both of two options",
    "three-options": "the first segment of all of three options",
    "three-options-full": "as much of all three options as the buffer takes: seven segments of 4 s",
  },
  tables: [
    { measure: overhead, means: AHEAD },
    { measure: wait, means: [CONTROL], differences: pairs },
    { measure: stallShare, means: [CONTROL], differences: pairs },
    { measure: meanOf("downloaded (MB)", "downloaded_bytes", 1e-6), means: [CONTROL], differences: pairs },
  ],
  verdict: (outcomes) => ({
    inShort: inShort(outcomes, (each) => {
      const figures = AHEAD.map((arm) => each.mean(arm, overhead));
      if (figures.every((figure) => isBelow(figure, 50))) return "does not hold";
      return figures.some((figure) => isAbove(figure, 50)) ? "holds" : "is not decided";
    }),
    words:
      `One segment of each option costs ${range(outcomes, (each) => each.mean("two-options", overhead), 1)} % with ` +
      `two options and ${range(outcomes, (each) => each.mean("three-options", overhead), 1)} % with three: the other ` +
      `options' 4 or 8 s in the 540 s between choices are ${fixed(400 / 540, 1)} or ${fixed(800 / 540, 1)} %. Even ` +
      "with the buffer full of all three it is " +
      `${range(outcomes, (each) => each.mean("three-options-full", overhead), 1)} %. For half as much again, three ` +
      "options of one segment each would take a choice every 16 s; with 28 s of each, every 112 s. What it buys is " +
      `small as well: without it, three branches cost ${range(outcomes, (each) => each.mean(CONTROL, wait), 1)} s of ` +
      "waiting in all.",
  }),
  limits: [
    "The choice is known only when the branch is reached. Known earlier (`choiceLeadSeconds`), less is wasted and " +
      "less waited. The document pauses for up to 10 s for the choice, in which a fast link fetches any segment: " +
      "there nobody would wait even without prefetching.",
    "The document may count what it stores, three to five times a regular episode; it says bandwidth.",
    "Nine links of each family, and every option's segments as large as the others'.",
    "Without prefetching, the policy finds an empty buffer at each branch and fetches its lowest level, which is why " +
      "the wait is short; it is paid in quality.",
  ],
};
