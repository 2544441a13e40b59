import { CHROMIUM_PROCESSING, CHROMIUM_SOURCES, inChromium } from "./browser.js";
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
      maxBufferAtTopSeconds: 30,
      ...inChromium({ manifestKB: 2, parsingMs: 100, decodeMs: 110 }),
      levelFiles: { init: { sizeKB: 1, processingMs: 12, order: "before segment", again: "each switch" } },
      processing: { firstSegmentMs: 35, ...CHROMIUM_PROCESSING },
      abandonment: { progressEveryMs: 50, progressBits: 0, afterwards: "forced" },
      fastSwitch: { replaces: "all", aheadSegments: 0, abortsInFlight: true },
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
  // The adapter switches fast switching off, and knows of few manifests how large segments are.
  steered: { player: { fastSwitch: false, knowsSizes: false } },
  sources: {
    ...CHROMIUM_SOURCES,
    "player.startupBufferSeconds": `${ELEMENT_STARTS} (initialBufferLevel has no value)`,
    "player.resumeBufferSeconds": ELEMENT_RESUMES,
    "player.maxBufferSeconds": `${SETTINGS}: bufferTimeDefault`,
    "player.bufferLimit":
      "dash.js 5.1's source, BufferController: fetches while the buffer and one segment are below the target",
    "player.idleStepSeconds": `${SETTINGS}: scheduling.defaultTimeout`,
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
    "player.maxBufferAtTopSeconds": `${SETTINGS}: bufferTimeAtTopQuality`,
    "player.startup.order": "dash.js 5.1's source, Stream.js: streams are set up once the manifest is parsed",
    "player.levelFiles.init.order":
      "dash.js 5.1's source, ScheduleController: media is asked for once the init segment is appended",
    "player.levelFiles.init.again": `${SETTINGS}: cacheInitSegments is false`,
    "player.abandonment.progressEveryMs":
      "the XMLHttpRequest standard: browsers tell of progress every 50 ms, of which dash.js's source makes an event",
    "player.abandonment.progressBits": "dash.js 5.1's source, HTTPLoader: an event at any progress",
    "player.abandonment.afterwards":
      "dash.js 5.1's source, StreamProcessor: after an abandonment the quality is not checked again before the request",
    "player.fastSwitch.replaces":
      "dash.js 5.2.1's source, DashHandler: after a replacement the next segment follows the one just asked for, whatever is buffered",
    "player.fastSwitch.aheadSegments":
      "dash.js 5.2.1's source, StreamProcessor: replaces from 1.5 fragment durations ahead on, but of a representation that was just switched to that duration is not set, and counts as 0",
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
    "the target of 60 s at the top quality of content of 600 s or more: a scenario sets player.maxBufferAtTopSeconds to 60",
    "that an abandoned request blocks up-switches for 10 s, which is the policy's",
    "that a service location that failed is never tried again: a scenario sets delivery.selection",
    "its live delay and catching up: a scenario of live content says them",
    "the connections of the browser: a scenario sets network.connection",
    "the audio target of one second beyond the video buffer: a scenario with audio sets downloads.audio.aheadOfVideoSeconds to 1",
  ],
};
