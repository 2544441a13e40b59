import { NO_VIEWER_WAITS_LONGER } from "./ours.js";
import type { Profile } from "./profile.js";

const LOAD_CONTROL = "Media3 1.11's source, DefaultLoadControl";
const ERRORS = "Media3 1.11's source, DefaultLoadErrorHandlingPolicy";
const SOURCE = "Media3 1.11's source, DefaultHttpDataSource";

/** ExoPlayer, which is Media3's player, at its defaults. Its policy is the one of that name. */
export const exoplayer: Profile = {
  name: "exoplayer",
  about: "ExoPlayer (Media3 1.11) at its defaults",
  settings: {
    player: {
      startupBufferSeconds: 1,
      resumeBufferSeconds: 2,
      maxBufferSeconds: 50,
      bufferLimit: "below",
      starvedAfterSeconds: 3600,
    },
    network: {},
    viewer: {},
    requests: {
      firstByteTimeoutSeconds: 8,
      retry: {
        retries: 3,
        initialDelaySeconds: 1,
        maxDelaySeconds: 1,
        factor: 1,
        jitter: 0,
        clientErrors: true,
      },
      fallback: ["other cdn", "lower quality"],
    },
  },
  sources: {
    "player.startupBufferSeconds": `${LOAD_CONTROL}: DEFAULT_BUFFER_FOR_PLAYBACK_MS`,
    "player.resumeBufferSeconds": `${LOAD_CONTROL}: DEFAULT_BUFFER_FOR_PLAYBACK_AFTER_REBUFFER_MS`,
    "player.maxBufferSeconds": `${LOAD_CONTROL}: DEFAULT_MAX_BUFFER_MS`,
    "player.bufferLimit": `${LOAD_CONTROL}: loads while the buffer is below the maximum, to which the minimum is equal`,
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
    "requests.firstByteTimeoutSeconds": `${SOURCE}: DEFAULT_READ_TIMEOUT_MILLIS`,
    "requests.retry.retries": `${ERRORS}: DEFAULT_MIN_LOADABLE_RETRY_COUNT`,
    "requests.retry.initialDelaySeconds": `${ERRORS}: its waits are 0, 1 and 2 s; here each is their mean`,
    "requests.retry.maxDelaySeconds": `${ERRORS}: its waits are 0, 1 and 2 s; here each is their mean`,
    "requests.retry.factor": `${ERRORS}: its waits grow by addition, which has no factor`,
    "requests.retry.jitter": `${ERRORS}: there is none`,
    "requests.retry.clientErrors": `${ERRORS}: answers of 4xx are tried again`,
    "requests.fallback": `${ERRORS}: another location, else another track`,
  },
  doesNotModel: [
    "its limit by size, 131 MB for video, which ends the 50 s above 21 Mbit/s",
    "that its waits before retries grow from 0 by 1 s each, up to 5 s",
    "that it goes to another location or track at once at 403, 404, 410, 416, 500 and 503, and comes back after 300 s or 60 s",
    "its time limit of 8 s between any two reads: here it is to the first",
    "its chunks beyond 25 s of buffer that are thrown away for better ones, which is the policy's",
    "its live offset and playback speed: a scenario of live content says them",
    "separate audio, which it always has where the content does: a scenario sets downloads.audio",
  ],
};
