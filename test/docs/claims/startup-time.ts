import { fixed } from "../shown/harness.js";
import { type Claim, type Measure, shareOf } from "./claim.js";
import type { SetOutcome } from "./outcome.js";
import { inShort, on, reaches, where } from "./words.js";

const ARMS = {
  documented:
    "the documented player: stages in parallel, three downloads at once, the first at 2 Mbit/s, start at 4 s of media",
  "one-at-a-time": "one download at a time",
  "lowest-first": "the first segment at the lowest level (section 2.1)",
  "short-first": "first segments of 2 s, and start at 2 s of media (section 2.1)",
  warm: "a connection that is open and past slow start (section 2.1)",
  "all-remedies": "the last four together",
};
const NAMES = Object.keys(ARMS);

/** When the viewer leaves; seconds. */
const END = 20;
/** Restricted to the time in which it was watched for, so that no session drops out. */
const startup: Measure = {
  heading: `startup, taken as ${END} s if later (s)`,
  read: ({ values }) => ({ above: Math.min(values["startup_s"] ?? END, END), below: 1 }),
};
const within = (seconds: number) =>
  shareOf(`started within ${seconds} s (%)`, ({ values }) => (values["startup_s"] ?? Infinity) < seconds);
const withinTwo = within(2);
const withinOne = within(1);

/** Whether the 95th percentile of the startup time is below the target. */
const meets = (outcome: SetOutcome, arm: string, target: typeof withinTwo): boolean =>
  reaches(outcome.mean(arm, target), 95) === "holds";

export const startupTime: Claim = {
  title: "Startup under two seconds",
  says:
    "Document 003 aims at less than 2 s from pressing play to the first frame (sections 2.1 and 4.2; section 4.3 at " +
    "the 95th percentile) and reckons 0.95 to 1.5 s at 5 Mbit/s as typical, of which 0.5 s for the first segment; its " +
    'overview even says "sub-second". It names remedies: a low level first, short first segments, warm connections. ' +
    "Document 001 aims at less than 1 s.",
  scenario: "scenarios/claims/startup-time.yaml",
  arms: ARMS,
  tables: [
    { measure: withinTwo, means: NAMES },
    { measure: withinOne, means: NAMES },
    {
      measure: startup,
      means: ["documented"],
      differences: NAMES.slice(1).map((arm) => ({ arm, control: "documented" })),
    },
  ],
  verdict(outcomes) {
    const seconds = (arm: string) => fixed(on(outcomes, "5-mbps").mean(arm, startup).mean!, 2);
    return {
      inShort: inShort(outcomes, (each) => reaches(each.mean("documented", withinTwo), 95)),
      words:
        `On the document's own link of 5 Mbit/s the documented player takes ${seconds("documented")} s: it fetches ` +
        "three segments of 8 Mbit at once, and playback waits while all three share the link. One at a time it " +
        `takes ${seconds("one-at-a-time")} s, lowest first ${seconds("lowest-first")} s. The document's half second ` +
        "for a segment of 4 s at 5 Mbit/s is one of 0.6 Mbit/s, not of the 2 Mbit/s at which its policy starts. " +
        "With all remedies together, 95 % of the sessions start within 2 s on " +
        `${where(outcomes, (each) => meets(each, "all-remedies", withinTwo))}, and within 1 s, as document 001 ` +
        `wants, on ${where(outcomes, (each) => meets(each, "all-remedies", withinOne))}. Warm connections alone ` +
        "bring little; what counts is how many bits the first frame waits for.",
    };
  },
  limits: [
    "The viewer leaves after 20 s. On slow links most sessions of the documented player end there: three downloads at " +
      "once run into the time limit of 10 s together, and begin again.",
    "The stages before media take what section 4.2 says, on every link. On a slow one they would take longer.",
    "The lowest level is bought with the first segments' quality, and a start at 2 s of media with less in reserve: " +
      "see the mean bitrate and the stalls in the command's output.",
  ],
};
