import { fixed } from "../shown/harness.js";
import { type Claim, composite, meanOf } from "./claim.js";
import { inShort, isBelow, range } from "./words.js";

const startup = meanOf("startup (s)", "startup_s");
const saved = { arm: "parallel", control: "sequential" };
const savedInOrder = { arm: "after-the-api", control: "sequential" };

export const startupOrder: Claim = {
  title: "Parallel against sequential start",
  says:
    "Document 003 (section 4.2) calls the playback API (100 ms), the manifest (50 ms), the licence (150 ms) and the " +
    "bookmark (30 ms) all at once: 150 ms instead of 330 ms.",
  scenario: "scenarios/claims/startup-order.yaml",
  arms: {
    sequential: "the four stages one after the other",
    parallel: "all four at once",
    "after-the-api":
      "manifest and licence once the playback API has answered, as in the document's own flow (section 2.1), where " +
      "that answer holds their addresses and the bookmark",
  },
  tables: [
    { measure: startup, means: ["sequential"], differences: [saved, savedInOrder] },
    { measure: composite, means: ["sequential"], differences: [saved, savedInOrder] },
  ],
  verdict(outcomes) {
    const share = (pair: typeof saved) =>
      range(
        outcomes,
        (each) => ({
          mean: (-100 * each.difference(pair, startup).mean!) / each.mean("sequential", startup).mean!,
          interval: undefined,
        }),
        0,
      );
    const milliseconds = (pair: typeof saved) =>
      range(
        outcomes,
        (each) => ({ mean: -1000 * each.difference(pair, startup).mean!, interval: undefined }),
        0,
      );
    return {
      inShort: inShort(outcomes, (each) =>
        isBelow(each.difference(saved, startup), 0) ? "holds" : "is not decided",
      ),
      words:
        `The gain is ${milliseconds(saved)} ms, near the 180 ms that the arithmetic promises: what the link does to ` +
        `the segments in the meantime moves it a little. It is ${share(saved)} % of the startup time: much on fast ` +
        "links, next to nothing where the segment is what takes long. But the document contradicts itself: with the " +
        `manifest's and the licence's addresses in the API's answer, only ${milliseconds(savedInOrder)} ms can be ` +
        `gained. A second of startup is worth ${fixed(0.2 * (1000 / 30), 1)} points of the composite score, up to 3 s.`,
    };
  },
  limits: [
    "The stages take the document's times exactly, on every link. As requests over the link they would share it when " +
      "parallel, and gain less on slow ones; `sizeKB` in place of times makes them so.",
    "Media comes after the stages, one segment at a time. The document also begins with media while DRM " +
      "is made ready.",
  ],
};
