import { type Claim, composite, meanOf, type Pair, stallShare } from "./claim.js";
import { inShort, isRolledOut, isRuledOut, range, stands, where } from "./words.js";

const CONTROL = "buffer-30s";
const smaller = { arm: "buffer-20s", control: CONTROL };
const larger = { arm: "buffer-40s", control: CONTROL };
const wasted = meanOf("never shown (MB)", "wasted_bytes", 1e-6);

export const bufferTargets: Claim = {
  title: "Buffer targets of 20, 30 and 40 s",
  says:
    "Document 003 calls a target of 20 to 30 s the optimal balance (section 2.2), slows down above 40 s to save " +
    "bandwidth (section 2.3), and lists 20, 30 and 40 s among the common A/B tests (section 6.2).",
  scenario: "scenarios/claims/buffer-targets.yaml",
  arms: {
    "buffer-20s": "at most 20 s are buffered",
    "buffer-30s": "at most 30 s",
    "buffer-40s": "at most 40 s",
  },
  tables: [composite, stallShare, meanOf("mean bitrate (Mbit/s)", "mean_bitrate_kbps", 0.001), wasted].map(
    (measure) => ({ measure, means: [CONTROL], differences: [smaller, larger] }),
  ),
  verdict(outcomes) {
    const better = (pair: Pair) => where(outcomes, (each) => isRolledOut(each, pair));
    const worse = (pair: Pair) => where(outcomes, (each) => isRuledOut(each, pair));
    const moreWasted = range(outcomes, (each) => each.difference(larger, wasted), 1);
    return {
      inShort: inShort(outcomes, (each) => stands(each, [larger])),
      words:
        `Against 30 s, 40 s is better on ${better(larger)} and worse on ${worse(larger)}; 20 s is better on ` +
        `${better(smaller)} and worse on ${worse(smaller)}. A larger buffer pays where links fail for longer than a ` +
        "small one lasts, and costs bytes everywhere: the viewer who leaves after five minutes leaves " +
        `${moreWasted} MB more behind with 40 s than with 30 s. The lower end of the document's range is not as ` +
        "good as the upper on links that fail.",
    };
  },
  limits: [
    "The composite score knows nothing of bytes that are never shown: a service that pays for them would draw the " +
      "line elsewhere.",
    "The target is a maximum here, at which fetching stops; the document's player only slows down above 40 s.",
    "Policy `buffer` asks nothing of a buffer over 10 s. Others do: `hysteresis` climbs only above 25 s, and with a " +
      "target of 20 s never.",
    "Downloads are one at a time: with three at once, more would be under way and wasted.",
  ],
};
