import { fixed } from "../shown/harness.js";
import { type Claim, type Measure, meanOf, stallShare } from "./claim.js";
import { inShort, range, reaches, where } from "./words.js";

const CONTROL = "no-prefetch";
const NAMES = [CONTROL, "documented", "aggressive"];
const pairs = NAMES.slice(1).map((arm) => ({ arm, control: CONTROL }));

const seamless: Measure = {
  heading: "next episodes that began within 500 ms (%)",
  atMost: 100,
  read({ values: { next_start_s: wait } }) {
    return wait === undefined ? undefined : { above: wait < 0.5 ? 100 : 0, below: 1 };
  },
};
const wasted = meanOf("never shown, a session (MB)", "wasted_bytes", 1e-6);

export const nextEpisode: Claim = {
  title: "Prefetching the next episode makes it begin seamlessly",
  says:
    "Document 003 (sections 3.2 and 4.1) fetches five segments of the next episode ahead, from 80 % of the present " +
    "one on, if the viewer goes on with a probability over 0.6 (80 % do): the interruption is to be below 500 ms. " +
    "Aggressive against conservative prefetching is among its A/B tests (section 6.2).",
  scenario: "scenarios/claims/prefetch-next-episode.yaml",
  arms: {
    "no-prefetch": "the next episode is fetched when the viewer goes on to it",
    documented: "five of its segments are fetched ahead, from 80 % of the episode on",
    aggressive: "fifteen, from half of the episode on",
  },
  tables: [
    { measure: seamless, means: NAMES },
    {
      measure: meanOf("wait for the next episode (s)", "next_start_s"),
      means: [CONTROL],
      differences: pairs,
    },
    { measure: wasted, means: [CONTROL], differences: pairs },
    {
      measure: meanOf("mean bitrate (Mbit/s)", "mean_bitrate_kbps", 0.001),
      means: [CONTROL],
      differences: pairs,
    },
    { measure: stallShare, means: [CONTROL], differences: pairs },
  ],
  verdict(outcomes) {
    const meets = (arm: string) =>
      where(outcomes, (each) => reaches(each.mean(arm, seamless), 95) === "holds");
    const pair = pairs[0]!;
    return {
      inShort: inShort(outcomes, (each) => reaches(each.mean("documented", seamless), 95)),
      words:
        "Taken as 95 % of the next episodes beginning within 500 ms, it holds with prefetching on " +
        `${meets("documented")}, and without it on ${meets(CONTROL)}. Without it the policy meets an empty ` +
        `buffer, takes its lowest level, and needs a round trip and ${fixed(1.2, 1)} Mbit: on fast links too little ` +
        "to notice, but for the picture. Prefetching spares that start at the bottom, which shows in the bitrate. " +
        `It leaves ${range(outcomes, (each) => each.difference(pair, wasted), 1)} MB unshown for each session, with ` +
        "one viewer in five leaving. More of it brings nothing here but waste.",
    };
  },
  limits: [
    "The next episode's segments share the buffer of the present one, up to 30 s, and come after its last: " +
      "prefetching begins some 30 s before the end, whatever the share. The document has a buffer of their own for them.",
    "Going on takes no playback API and no licence here. Fetched late they would add the 150 ms of the startup's stages.",
    "Whether a viewer goes on is drawn evenly, whatever was seen before.",
    "Five minutes stand for an episode: waste and bitrate by the hour would be smaller in longer ones.",
  ],
};
