import { type Claim, composite, type Measure, meanOf, stallShare } from "./claim.js";
import type { SetOutcome } from "./outcome.js";
import { inShort, isAbove, isRolledOut, type Judgement, range, WORTHWHILE, where } from "./words.js";

const stays = { arm: "stays-prefetched", control: "stays" };
const leaves = { arm: "leaves-prefetched", control: "leaves" };
const wasted = meanOf("never shown (MB)", "wasted_bytes", 1e-6);
const costPerHour: Measure = {
  heading: "delivery cost (USD an hour watched)",
  read: ({ values: { cost_usd: cost, watched_h: hours } }) =>
    cost === undefined || hours === undefined ? undefined : { above: cost, below: hours },
};

/** Whether the documented rule rolls it out for viewers who stay. */
function isWorthwhile(outcome: SetOutcome): Judgement {
  if (isRolledOut(outcome, stays)) return "holds";
  const { interval } = outcome.difference(stays, composite);
  const enough = WORTHWHILE * outcome.mean(stays.control, composite).mean!;
  return interval && interval[1] < enough ? "does not hold" : "is not decided";
}

export const filmPrefetch: Claim = {
  title: "Prefetching the whole film",
  says:
    "Document 003 (section 3.1) fetches a film as a whole while it plays where the link has more than 10 Mbit/s, to be " +
    "done within 30 minutes, counting on 70 % of the viewers to watch to the end. That is its aggressive prefetching.",
  scenario: "scenarios/claims/prefetch-film.yaml",
  arms: {
    stays: "up to 30 s are buffered; the viewer watches to the end",
    "stays-prefetched": "the whole film is fetched while throughput is over 10 Mbit/s",
    leaves: "as `stays`, but the viewer leaves after five of fifteen minutes",
    "leaves-prefetched": "as `stays-prefetched`, likewise",
  },
  tables: [
    { measure: composite, means: ["stays"], differences: [stays] },
    { measure: stallShare, means: ["stays"], differences: [stays] },
    {
      measure: meanOf("mean bitrate (Mbit/s)", "mean_bitrate_kbps", 0.001),
      means: ["stays"],
      differences: [stays],
    },
    { measure: meanOf("switches", "switches"), means: ["stays"], differences: [stays] },
    { measure: wasted, means: ["leaves"], differences: [leaves] },
    { measure: costPerHour, means: ["stays", "leaves"], differences: [stays, leaves] },
  ],
  verdict(outcomes) {
    const wastedMore = range(outcomes, (each) => each.difference(leaves, wasted), 0);
    return {
      inShort: `As a variant to roll out: ${inShort(outcomes, isWorthwhile).replace(/^./, (first) => first.toLowerCase())}`,
      words:
        "It helps where a fast link is also an unsteady one: more of the film is fetched while the link is fast, and " +
        "the policy never meets a low buffer. Where throughput never passes 10 Mbit/s nothing happens at all, and " +
        "where it always does there is nothing to mend. The price is paid when the viewer leaves: after five " +
        `minutes, ${wastedMore} MB more that nobody sees. Delivery then costs more by the hour on ` +
        `${where(outcomes, (each) => isAbove(each.difference(leaves, costPerHour), 0))}.`,
    };
  },
  limits: [
    "Fifteen minutes stand for two hours, at the same pace of four times the playback. Traces repeat after ten " +
      "minutes: a longer film would meet nothing new, but its buffer would last for longer outages.",
    "A higher bitrate costs money even where nothing is wasted: the cost of `stays-prefetched` shows that.",
    "Of the document's film strategy only the prefetching is tested, not the limit on switches (`mostSwitches`).",
    "Where a viewer leaves is fixed. With 70 % who stay, three tenths of the waste are to be expected.",
  ],
};
