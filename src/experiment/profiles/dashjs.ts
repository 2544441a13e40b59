import { ELEMENT_RESUMES, ELEMENT_STARTS, NO_VIEWER_WAITS_LONGER } from "./ours.js";
import type { Profile } from "./profile.js";

const SETTINGS = "dash.js 5.1's source, Settings.js";

/** dash.js at its defaults. Its policy is the one of that name; here is what surrounds it. */
export const dashjs: Profile = {
  name: "dashjs",
  about: "dash.js 5.1 at its defaults",
  settings: {
    player: {
      startupBufferSeconds: 0,
      resumeBufferSeconds: 0,
      maxBufferSeconds: 18,
      bufferLimit: "fits",
      idleStepSeconds: 0.5,
      starvedAfterSeconds: 3600,
      abandonment: { progressEveryMs: 50, progressBits: 0, afterwards: "forced" },
      fastSwitch: { aheadSegments: 1.5, abortsInFlight: true },
    },
    network: {},
    viewer: {},
    requests: {
      timeoutSeconds: 20,
      retry: {
        retries: 3,
        initialDelaySeconds: 1,
        maxDelaySeconds: 1,
        factor: 1,
        jitter: 0,
        clientErrors: true,
      },
      fallback: ["other cdn"],
    },
  },
  sources: {
    "player.startupBufferSeconds": `${ELEMENT_STARTS} (initialBufferLevel has no value)`,
    "player.resumeBufferSeconds": ELEMENT_RESUMES,
    "player.maxBufferSeconds": `${SETTINGS}: bufferTimeDefault`,
    "player.bufferLimit":
      "dash.js 5.1's source, BufferController: fetches while the buffer and one segment are below the target",
    "player.idleStepSeconds": `${SETTINGS}: scheduling.defaultTimeout`,
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
    "player.abandonment.progressEveryMs":
      "the XMLHttpRequest standard: browsers tell of progress every 50 ms, of which dash.js's source makes an event",
    "player.abandonment.progressBits": "dash.js 5.1's source, HTTPLoader: an event at any progress",
    "player.abandonment.afterwards":
      "dash.js 5.1's source, StreamProcessor: after an abandonment the quality is not checked again before the request",
    "player.fastSwitch.aheadSegments":
      "dash.js 5.1's source, StreamProcessor: replaces from 1.5 segment durations ahead on",
    "player.fastSwitch.abortsInFlight":
      "dash.js 5.1's source, StreamProcessor: the request in flight is aborted",
    "requests.timeoutSeconds": `${SETTINGS}: fragmentRequestTimeout`,
    "requests.retry.retries": `${SETTINGS}: retryAttempts of media segments`,
    "requests.retry.initialDelaySeconds": `${SETTINGS}: retryIntervals of media segments`,
    "requests.retry.maxDelaySeconds": `${SETTINGS}: the interval is always the same`,
    "requests.retry.factor": `${SETTINGS}: the interval is always the same`,
    "requests.retry.jitter": "dash.js 5.1's source, HTTPLoader: there is none",
    "requests.retry.clientErrors": "dash.js 5.1's source, HTTPLoader: whatever is not 2xx is tried again",
    "requests.fallback": "dash.js 5.1's source, BaseURLController: a service location that failed is avoided",
  },
  doesNotModel: [
    "the target of 30 s at the top quality, 60 s from 600 s of content on: below the top it is the 18 s here",
    "that an abandoned request blocks up-switches for 10 s, which is the policy's",
    "that a service location that failed is never tried again: a scenario sets delivery.selection",
    "its live delay and catching up: a scenario of live content says them",
    "the connections of the browser: a scenario sets network.connection",
    "the audio target of one second beyond the video buffer: a scenario with audio sets downloads.audio.aheadOfVideoSeconds to 1",
  ],
};
