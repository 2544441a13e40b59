import type { EdgeSettings } from "../scenario/settings-schema/session.js";
import { NO_VIEWER_WAITS_LONGER } from "./ours.js";
import type { Profile } from "./profile.js";

const SOURCE = "Sabre's source, sabre.py";

const settings = (afterwards: "asked" | "forced"): EdgeSettings => ({
  player: {
    startupBufferSeconds: 0,
    resumeBufferSeconds: 0,
    maxBufferSeconds: 25,
    bufferLimit: "fits",
    firstLevel: 0,
    starvedAfterSeconds: 3600,
    abandonment: { progressEveryMs: 50, progressBits: 12_000, afterwards, sparesFirst: true },
  },
  network: { latencyRule: "along trace" },
  viewer: {},
});

const sources = {
  "player.startupBufferSeconds": `${SOURCE}: playback starts after the first segment`,
  "player.resumeBufferSeconds": `${SOURCE}: playback resumes after one segment`,
  "player.maxBufferSeconds": `${SOURCE}: the default of --max-buffer`,
  "player.bufferLimit": `${SOURCE}: waits until the buffer and one segment are within the maximum`,
  "player.firstLevel": `${SOURCE}: segment 0 is fetched at level 0 without asking the policy`,
  "player.starvedAfterSeconds": `${NO_VIEWER_WAITS_LONGER}; an all-zero trace never ends in Sabre`,
  "player.abandonment.progressEveryMs": `${SOURCE}: min_progress_time`,
  "player.abandonment.progressBits": `${SOURCE}: min_progress_size`,
  "player.abandonment.sparesFirst": `${SOURCE}: segment 0 is downloaded without a check`,
  "network.latencyRule": `${SOURCE}: a time t in a row of latency L uses up t / L of a request's latency`,
};

const doesNotModel = [
  "its counts of rebuffer events, which miss stalls of an empty buffer: compare times",
  "its startup time, which leaves out the first segment's latency",
  "its hack for one seek: a scenario has seeks of its own",
  "a film that is longer than its table of sizes, which Sabre repeats",
  "what is equal on paper, such as a buffer level of exactly 10 s, and falls by rounding in Sabre",
];

/**
 * The simulator of "From Theory to Practice" (Spiteri, Sitaraman, Sparacio, MMSys 2018), as published: a download
 * that was given up is decided on afresh, because the level that the policy named is stored under one spelling and
 * read under another.
 */
export const sabre: Profile = {
  name: "sabre",
  about: "The simulator Sabre as published, quirks included",
  settings: settings("asked"),
  sources: {
    ...sources,
    "player.abandonment.afterwards": `${SOURCE}: the level is written to abandon_to_quality and read from abandoned_to_quality, so that it is never forced`,
  },
  doesNotModel,
};

/** Sabre with the two spellings made one: after an abandonment, the level that the policy named is fetched. */
export const sabreFixed: Profile = {
  name: "sabre-fixed",
  about: "Sabre with its slip in abandonment mended, which changes published results",
  settings: settings("forced"),
  sources: {
    ...sources,
    "player.abandonment.afterwards": `${SOURCE}, with abandon_to_quality and abandoned_to_quality made one: what the authors meant`,
  },
  doesNotModel,
};
