import {
  CHROMIUM_PROCESSING,
  CHROMIUM_SOURCES,
  inChromium,
  PROCESSES_FILE,
  PROCESSES_FIRST,
  USUAL_SIZE,
} from "./browser.js";
import { ANSWER_BEGINS, ELEMENT_RESUMES, ELEMENT_STARTS, NO_VIEWER_WAITS_LONGER } from "./ours.js";
import type { Profile } from "./profile.js";

const CONFIG = "hls.js 1.7's source, config.ts";
const POLICY = `${CONFIG}: fragLoadPolicy`;

/** hls.js at its defaults. Its policy is the one of that name; here is what surrounds it. */
export const hlsjs = {
  name: "hlsjs",
  about: "hls.js 1.7 at its defaults",
  settings: {
    player: {
      startupBufferSeconds: 0,
      resumeBufferSeconds: 0,
      maxBufferSeconds: 30,
      bufferLimit: "below",
      bufferBySize: { sizeMB: 60, mostSeconds: 600 },
      idleStepSeconds: 0.1,
      starvedAfterSeconds: 3600,
      ...inChromium({ manifestKB: 1, parsingMs: 35, decodeMs: 110 }),
      levelFiles: {
        playlist: { sizeKB: 3, processingMs: 15 },
        init: { sizeKB: 1, processingMs: 0, order: "with segment", again: "never" },
      },
      processing: {
        firstSegmentMs: 210,
        ...CHROMIUM_PROCESSING,
        sampledShare: 0.65,
      },
      segmentLookup: { offsetSeconds: 0.08, toleranceSeconds: 0.25 },
      abandonment: { progressEveryMs: 100, progressBits: 0, afterwards: "forced", sparesFirst: true },
    },
    network: { firstByte: "with first bits" },
    viewer: {},
    requests: {
      firstByteTimeoutSeconds: 10,
      timeoutSeconds: 120,
      retry: {
        retries: 6,
        initialDelaySeconds: 1,
        maxDelaySeconds: 8,
        factor: 2,
        jitter: 0,
        clientErrors: false,
        timeoutRetries: 4,
      },
      fallback: ["lower quality", "other cdn"],
    },
  },
  // Of few manifests the adapter knows how large segments are.
  steered: { player: { knowsSizes: false } },
  sources: {
    ...CHROMIUM_SOURCES,
    "player.startupBufferSeconds": ELEMENT_STARTS,
    "player.resumeBufferSeconds": ELEMENT_RESUMES,
    "player.maxBufferSeconds": `${CONFIG}: maxBufferLength, which is the limit where the peak bitrate is 16 Mbit/s or more`,
    "player.bufferBySize.sizeMB": `${CONFIG}: maxBufferSize`,
    "player.bufferBySize.mostSeconds": `${CONFIG}: maxMaxBufferLength`,
    "player.bufferLimit":
      "hls.js 1.7's source, stream-controller.ts: fetches while the buffer is below the limit",
    "player.idleStepSeconds": "hls.js 1.7's source, stream-controller.ts: TICK_INTERVAL",
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
    "player.startup.order":
      "hls.js 1.7's source, playlist-loader.ts: levels are loaded once the multivariant playlist is parsed",
    "player.levelFiles.playlist.sizeKB": USUAL_SIZE,
    "player.levelFiles.playlist.processingMs": PROCESSES_FILE,
    "player.levelFiles.init.order":
      "hls.js 1.7's source, base-stream-controller.ts: the fragment is asked for beside its init segment",
    "player.levelFiles.init.again":
      "hls.js 1.7's source, base-stream-controller.ts: the data stays with the level's details",
    "player.processing.firstSegmentMs": `${PROCESSES_FIRST}; most of it is its transmuxer's worker`,
    "player.processing.sampledShare":
      "hls.js 1.7's source, abr-controller.ts: a sample ends when its fragment is parsed; (measured) docs/fidelity.md: from the levels chosen next",
    "player.segmentLookup.offsetSeconds":
      "(measured) docs/fidelity.md: of streams with two reordered frames at 25 a second; 0 where none are",
    "player.segmentLookup.toleranceSeconds": `${CONFIG}: maxFragLookUpTolerance`,
    "player.abandonment.progressEveryMs":
      "hls.js 1.7's source, abr-controller.ts: the rules of abandonment are checked every 100 ms",
    "player.abandonment.progressBits": "hls.js 1.7's source, abr-controller.ts: by the clock alone",
    "player.abandonment.afterwards":
      "hls.js 1.7's source, abr-controller.ts: the level that the rules found is the next to be loaded",
    "player.abandonment.sparesFirst":
      "hls.js 1.7's source, abr-controller.ts: nothing is abandoned before the element plays",
    "requests.firstByteTimeoutSeconds": `${POLICY}, maxTimeToFirstByteMs`,
    "network.firstByte": ANSWER_BEGINS,
    "requests.timeoutSeconds": `${POLICY}, maxLoadTimeMs`,
    "requests.retry.retries": `${POLICY}, errorRetry.maxNumRetry`,
    "requests.retry.initialDelaySeconds": `${POLICY}, errorRetry.retryDelayMs`,
    "requests.retry.maxDelaySeconds": `${POLICY}, errorRetry.maxRetryDelayMs`,
    "requests.retry.factor": "hls.js 1.7's source, error-helper.ts: the backoff doubles",
    "requests.retry.jitter": "hls.js 1.7's source, error-helper.ts: there is none",
    "requests.retry.timeoutRetries": `${POLICY}, timeoutRetry.maxNumRetry; their delay is 0`,
    "requests.retry.clientErrors": "hls.js 1.7's source, error-helper.ts: no retry on 4xx",
    "requests.fallback": "hls.js 1.7's source, error-controller.ts: another level, then another pathway",
  },
  doesNotModel: [
    "that a download which the emergency rule does not think hopeless goes on for a while beside the next: it is cut at once",
    "the penalty of 300 s for a pathway that failed: for CDNs a scenario sets delivery.selection",
    "its live target of 3 target durations, more after each stall: a scenario of live content says its target",
    "holes in the buffer, nudges of the playhead, and errors of decoding",
    "the connections of the browser: a scenario sets network.connection",
  ],
} satisfies Profile;
