import { ELEMENT_RESUMES, ELEMENT_STARTS, NO_VIEWER_WAITS_LONGER } from "./ours.js";
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
      abandonment: { progressEveryMs: 100, progressBits: 0, afterwards: "forced", sparesFirst: true },
    },
    network: {},
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
      },
      fallback: ["lower quality", "other cdn"],
    },
  },
  sources: {
    "player.startupBufferSeconds": ELEMENT_STARTS,
    "player.resumeBufferSeconds": ELEMENT_RESUMES,
    "player.maxBufferSeconds": `${CONFIG}: maxBufferLength, which is the limit where the peak bitrate is 16 Mbit/s or more`,
    "player.bufferBySize.sizeMB": `${CONFIG}: maxBufferSize`,
    "player.bufferBySize.mostSeconds": `${CONFIG}: maxMaxBufferLength`,
    "player.bufferLimit":
      "hls.js 1.7's source, stream-controller.ts: fetches while the buffer is below the limit",
    "player.idleStepSeconds": "hls.js 1.7's source, stream-controller.ts: TICK_INTERVAL",
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
    "player.abandonment.progressEveryMs":
      "hls.js 1.7's source, abr-controller.ts: the rules of abandonment are checked every 100 ms",
    "player.abandonment.progressBits": "hls.js 1.7's source, abr-controller.ts: by the clock alone",
    "player.abandonment.afterwards":
      "hls.js 1.7's source, abr-controller.ts: the level that the rules found is the next to be loaded",
    "player.abandonment.sparesFirst":
      "hls.js 1.7's source, abr-controller.ts: nothing is abandoned before the element plays",
    "requests.firstByteTimeoutSeconds": `${POLICY}, maxTimeToFirstByteMs`,
    "requests.timeoutSeconds": `${POLICY}, maxLoadTimeMs`,
    "requests.retry.retries": `${POLICY}, errorRetry.maxNumRetry`,
    "requests.retry.initialDelaySeconds": `${POLICY}, errorRetry.retryDelayMs`,
    "requests.retry.maxDelaySeconds": `${POLICY}, errorRetry.maxRetryDelayMs`,
    "requests.retry.factor": "hls.js 1.7's source, error-helper.ts: the backoff doubles",
    "requests.retry.jitter": "hls.js 1.7's source, error-helper.ts: there is none",
    "requests.retry.clientErrors": "hls.js 1.7's source, error-helper.ts: no retry on 4xx",
    "requests.fallback": "hls.js 1.7's source, error-controller.ts: another level, then another pathway",
  },
  doesNotModel: [
    "the retries of timeouts, which are 4 and come at once; here they are retried as errors are",
    "the fragment that tests the bandwidth at the start, and that it is not shown",
    "the penalty of 300 s for a level or pathway that failed, but for CDNs, where a scenario sets delivery.selection",
    "its live target of 3 target durations, more after each stall: a scenario of live content says its target",
    "holes in the buffer, nudges of the playhead, and errors of decoding",
    "the connections of the browser: a scenario sets network.connection",
  ],
} satisfies Profile;
