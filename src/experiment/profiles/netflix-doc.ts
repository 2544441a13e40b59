import { NO_VIEWER_WAITS_LONGER } from "./ours.js";
import type { Profile } from "./profile.js";

const STARTUP = 'document 003 section 4.2, "Parallel Initialization"';
const BUFFERING = "document 003 section 2.3";
const ERRORS = "document 003 section 5.1";

/** A stage of the startup that takes one time. */
const stage = (name: string, ms: number) => ({ name, shortestMs: ms, longestMs: ms });

/** The player of document 003. The policy that goes with it is `buffer`. */
export const netflixDoc: Profile = {
  name: "netflix-doc",
  about:
    "The player of document 003, Netflix-like: parallel startup, parallel downloads, a buffer of 20 to 30 s",
  settings: {
    player: {
      startupBufferSeconds: 4,
      resumeBufferSeconds: 4,
      maxBufferSeconds: 30,
      starvedAfterSeconds: 3600,
      seekClearsBuffer: true,
      startup: {
        order: "parallel",
        stages: [
          stage("playback api", 100),
          stage("manifest", 50),
          stage("licence", 150),
          stage("bookmark", 30),
        ],
        decodeMs: 100,
      },
    },
    network: {},
    viewer: {},
    requests: {
      timeoutSeconds: 10,
      retry: {
        retries: 3,
        initialDelaySeconds: 1,
        maxDelaySeconds: 4,
        factor: 2,
        jitter: 0,
        connectionErrorDelaySeconds: 5,
        clientErrors: false,
      },
      fallback: ["other cdn"],
    },
    downloads: {
      parallel: {
        most: 3,
        ahead: [
          { belowBufferSeconds: 10, segments: 5 },
          { belowBufferSeconds: 20, segments: 3 },
        ],
        otherwise: 1,
      },
    },
  },
  sources: {
    "player.startupBufferSeconds": `${BUFFERING}, "Minimum: 4 seconds (start playback)"`,
    "player.resumeBufferSeconds": `(ours) ${BUFFERING} says no threshold after a stall; the one for the start is taken`,
    "player.maxBufferSeconds": `${BUFFERING}, "Target: 20-30 seconds (steady state)"`,
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
    "player.seekClearsBuffer": 'document 003 section 2.4, "Clear current buffer"',
    "player.startup.order": STARTUP,
    "player.startup.stages": `${STARTUP}: 100, 50, 150 and 30 ms`,
    "player.startup.decodeMs": 'document 003 section 4.2, "Decoding & rendering: 100ms"',
    "requests.timeoutSeconds": `${ERRORS}: a time limit of 10 s`,
    "requests.retry.retries": `${ERRORS}: waits of 1, 2 and 4 s; in the document's code no attempt follows the last`,
    "requests.retry.initialDelaySeconds": `${ERRORS}, "Exponential backoff: 1s, 2s, 4s"`,
    "requests.retry.maxDelaySeconds": `${ERRORS}, "Exponential backoff: 1s, 2s, 4s"`,
    "requests.retry.factor": `${ERRORS}, "Exponential backoff: 1s, 2s, 4s"`,
    "requests.retry.jitter": `${ERRORS}: there is none`,
    "requests.retry.connectionErrorDelaySeconds": `${ERRORS}: 5 s after a connection error`,
    "requests.retry.clientErrors": `(ours) ${ERRORS} names 416 and 503 only; other answers of 4xx will not change`,
    "requests.fallback": `${ERRORS}: an alternative CDN`,
    "downloads.parallel.most": `${BUFFERING}: max_parallel_downloads`,
    "downloads.parallel.ahead": `${BUFFERING}: 5 segments below 10 s, 3 below 20 s`,
    "downloads.parallel.otherwise": `${BUFFERING}: 1 segment`,
  },
  doesNotModel: [
    "its cap of 60 s and its slowing down above 40 s, which a steady state of 20 to 30 s never reaches; a scenario of kind movie lifts the maximum",
    'its other rule for the start, "Download 2-3 segments (8-12 seconds)", which contradicts the 4 s: a scenario sets startupBufferSeconds to 8 or 12',
    "its initialisation of DRM beside the first segments",
    "that 503 goes to another CDN at once, without retries",
    "its sequential startup (section 2.1): a scenario sets player.startup.order",
    "audio at 448 and 768 kbit/s: a scenario sets downloads.audio",
  ],
};
