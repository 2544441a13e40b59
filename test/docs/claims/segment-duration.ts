import { type Claim, composite, meanOf, type Pair, stallShare, waiting } from "./claim.js";
import { inShort, isAbove, isBelow, isRolledOut, isRuledOut, stands, where } from "./words.js";

const ARMS = {
  "4s": "segments of 4 s, which the document uses",
  "2s": "segments of 2 s",
  "6s": "segments of 6 s",
  "2s-memory-of-4s":
    "segments of 2 s, with an average of throughput that forgets as fast by the second as that of `4s`",
  "6s-memory-of-4s": "segments of 6 s, likewise",
};
const CONTROL = "4s";
const against = (arm: keyof typeof ARMS): Pair => ({ arm, control: CONTROL });
const two = against("2s");
const six = against("6s");
const twoSlow = against("2s-memory-of-4s");
const sixFast = against("6s-memory-of-4s");
const pairs = [two, six, twoSlow, sixFast];

export const segmentDuration: Claim = {
  title: "Segments of 4 s are the balance",
  says:
    "Document 003 (section 1.2) takes 4 s as the balance: shorter segments cost more overhead, longer ones adapt " +
    "more slowly, and a short first segment starts fast. It lists 2, 4 and 6 s among the common A/B tests " +
    "(section 6.2).",
  scenario: "scenarios/claims/segment-duration.yaml",
  arms: ARMS,
  tables: [
    composite,
    meanOf("startup (s)", "startup_s"),
    stallShare,
    waiting,
    meanOf("mean bitrate (Mbit/s)", "mean_bitrate_kbps", 0.001),
    meanOf("switches", "switches"),
  ].map((measure) => ({ measure, means: [CONTROL], differences: pairs })),
  verdict(outcomes) {
    const better = (pair: Pair) => where(outcomes, (each) => isRolledOut(each, pair));
    const worse = (pair: Pair) => where(outcomes, (each) => isRuledOut(each, pair));
    return {
      inShort: inShort(outcomes, (each) => stands(each, [two, six])),
      words:
        `Against 4 s, 2 s is better on ${better(two)} and worse on ${worse(two)}; with the same memory by the ` +
        `second, better on ${better(twoSlow)} and worse on ${worse(twoSlow)}. 6 s is better on ${better(six)} and ` +
        `worse on ${worse(six)}; with the same memory, better on ${better(sixFast)} and worse on ` +
        `${worse(sixFast)}. Whoever counts all waiting alike, before and during playback, waits less with 2 s than ` +
        `with 4 s on ${where(outcomes, (each) => isBelow(each.difference(two, waiting), 0))}, and more with 6 s on ` +
        `${where(outcomes, (each) => isAbove(each.difference(six, waiting), 0))}. The overhead of short segments, a round trip and slow start for each, costs a little ` +
        "bitrate; what long ones cost is stalls, as a segment that was chosen too high takes longer to get over. " +
        "Part of what looks like the duration is the policy's: an average by the segment forgets faster when " +
        "segments are short, and switches more.",
    };
  },
  limits: [
    "The composite score counts no more than 3 s of startup, and what a long startup sits out is no stall: on " +
      "3g-commute, where startups take a minute, 6 s wins by starting later. Startup and stalls together say who waits.",
    "The three videos hold the same bits. In truth a key frame every 2 s costs bits or quality against one every 4 " +
      "or 6 s; what is gained by short segments has to be set against that.",
    "A session starts with 4 s of media: two segments of 2 s, one of 4 s, or one of 6 s, which is half as much again.",
    "All ask for more at 26 s of buffer or below, so that longer segments buffer up to 4 s more.",
    "Downloads are one at a time, none is given up, and connections are HTTP/2 with a handshake of two round trips.",
  ],
};
