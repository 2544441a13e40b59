import { CHROMIUM_PROCESSING, CHROMIUM_SOURCES, inChromium } from "./browser.js";
import { ANSWER_BEGINS, ELEMENT_RESUMES, ELEMENT_STARTS, NO_VIEWER_WAITS_LONGER } from "./ours.js";
import type { Profile } from "./profile.js";

const CONFIGURATION = "Shaka Player 5.2's source, player_configuration.js";
const BACKOFF = "Shaka Player 5.2's source, backoff.js";

/** Shaka Player at its defaults. Its policy is the one of that name; here is what surrounds it. */
export const shaka: Profile = {
  name: "shaka",
  about: "Shaka Player 5.2 at its defaults",
  settings: {
    player: {
      startupBufferSeconds: 0,
      resumeBufferSeconds: 0,
      maxBufferSeconds: 10,
      bufferLimit: "below",
      idleStepSeconds: 0.5,
      starvedAfterSeconds: 3600,
      ...inChromium({ manifestKB: 2, parsingMs: 65, decodeMs: 150 }),
      levelFiles: { init: { sizeKB: 1, processingMs: 0, order: "with segment", again: "each switch" } },
      processing: { firstSegmentMs: 35, ...CHROMIUM_PROCESSING },
      abandonment: { progressEveryMs: 101, progressBits: 128000, afterwards: "asked" },
    },
    network: { firstByte: "with first bits" },
    viewer: {},
    requests: {
      firstByteTimeoutSeconds: 10,
      stallTimeoutSeconds: 5,
      timeoutSeconds: 30,
      retry: {
        retries: 1,
        initialDelaySeconds: 0.5,
        maxDelaySeconds: 0.5,
        factor: 2,
        jitter: 2,
        clientErrors: true,
      },
      levelPenaltySeconds: 30,
      fallback: ["lower quality"],
    },
  },
  // Of few manifests the adapter knows how large segments are.
  steered: { player: { knowsSizes: false } },
  sources: {
    ...CHROMIUM_SOURCES,
    "player.startupBufferSeconds": `${ELEMENT_STARTS} (rebufferingGoal is 0)`,
    "player.resumeBufferSeconds": `${ELEMENT_RESUMES} (rebufferingGoal is 0)`,
    "player.maxBufferSeconds": `${CONFIGURATION}: bufferingGoal`,
    "player.bufferLimit":
      "Shaka Player 5.2's source, streaming_engine.js: fetches while the buffer is below the goal",
    "player.idleStepSeconds":
      "Shaka Player 5.2's source, streaming_engine.js: with the goal met it looks again after half of updateIntervalSeconds, which is 1 s",
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
    "player.startup.order":
      "Shaka Player 5.2's source, player.js: streaming begins once the manifest is parsed",
    "player.levelFiles.init.order":
      "Shaka Player 5.2's source, streaming_engine.js: init segment and segment are fetched side by side",
    "player.levelFiles.init.again":
      "Shaka Player 5.2's source, streaming_engine.js: an init segment that is not the last one is fetched",
    "player.abandonment.progressEveryMs":
      "Shaka Player 5.2's source, http_fetch_plugin.js: progress is told once more than 100 ms have passed",
    "player.abandonment.progressBits": `${CONFIGURATION}: minBytesForProgressEvents, 16 kB`,
    "player.abandonment.afterwards":
      "Shaka Player 5.2's source, streaming_engine.js: what is fetched next is the level switched to",
    "requests.firstByteTimeoutSeconds": `${BACKOFF}: connectionTimeout`,
    "requests.stallTimeoutSeconds": `${BACKOFF}: stallTimeout`,
    "network.firstByte": ANSWER_BEGINS,
    "requests.timeoutSeconds": `${BACKOFF}: timeout`,
    "requests.retry.retries": `${BACKOFF}: maxAttempts is 2, the first included`,
    "requests.retry.initialDelaySeconds": `${BACKOFF}: baseDelay of 1 s, less half of it: the least that its fuzzFactor leaves`,
    "requests.retry.maxDelaySeconds": `${BACKOFF}: there is one retry, and so one delay`,
    "requests.retry.factor": `${BACKOFF}: backoffFactor`,
    "requests.retry.jitter": `${BACKOFF}: fuzzFactor 0.5: from half to one and a half of 1 s, which is 0.5 s and up to twice that on top`,
    "requests.retry.clientErrors":
      "Shaka Player 5.2's source, http_plugin_utils.js: a request answered by whatever is no success may be tried again",
    "requests.levelPenaltySeconds": `${CONFIGURATION}: maxDisabledTime`,
    "requests.fallback":
      "Shaka Player 5.2's source, streaming_engine.js: a stream of which a segment failed is disabled, and another one taken",
  },
  doesNotModel: [
    "that of a stream which failed only it is left alone for a while: here those above it are, too",
    "its rule that no track runs ahead of another by more than a segment",
    "its goals for live content, and catching up: a scenario of live content says them",
    "the connections of the browser: a scenario sets network.connection",
  ],
};
