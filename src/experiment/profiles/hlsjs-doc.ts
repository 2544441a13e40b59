import { hlsjs } from "./hlsjs.js";
import type { Profile } from "./profile.js";

const DOCUMENT = 'document 000 "HLS Implementation", getOptimalConfig';
const MAPPED = "which hls.js 1.7 takes for errors and timeouts alike";

/** hls.js as configured by document 000; what it leaves alone is as in profile hlsjs. */
export const hlsjsDoc: Profile = {
  name: "hlsjs-doc",
  about: "hls.js with the configuration of document 000",
  settings: {
    ...hlsjs.settings,
    player: { ...hlsjs.settings.player, maxBufferSeconds: 30 },
    requests: {
      ...hlsjs.settings.requests,
      firstByteTimeoutSeconds: 20,
      timeoutSeconds: 20,
      retry: { ...hlsjs.settings.requests.retry, maxDelaySeconds: 64 },
    },
  },
  sources: {
    ...hlsjs.sources,
    "player.maxBufferSeconds": `${DOCUMENT}: maxBufferLength`,
    "player.bufferBySize.sizeMB": `${DOCUMENT}: maxBufferSize`,
    "player.bufferBySize.mostSeconds": `${DOCUMENT}: maxMaxBufferLength`,
    "requests.firstByteTimeoutSeconds": `${DOCUMENT}: fragLoadingTimeOut, which hls.js 1.7 takes for the first byte, too`,
    "requests.timeoutSeconds": `${DOCUMENT}: fragLoadingTimeOut`,
    "requests.retry.retries": `${DOCUMENT}: fragLoadingMaxRetry, ${MAPPED}`,
    "requests.retry.initialDelaySeconds": `${DOCUMENT}: fragLoadingRetryDelay, ${MAPPED}`,
    "requests.retry.maxDelaySeconds": `${DOCUMENT}: fragLoadingMaxRetryTimeout, ${MAPPED}`,
  },
  doesNotModel: [
    "what is the policy's: half-lives of 3 and 9 s, the estimate of 1 Mbit/s before there is one, the factors 0.95 and 0.7, minAutoBitrate of 500 kbit/s",
    "backBufferLength of 90 s (document 001): what lies behind the playhead is not kept",
    "the time limit of 10 s and the 3 retries of manifests: requests have one time limit and one way of retrying",
    "startFragPrefetch: the first fragment is fetched once the startup's stages are done",
    "maxBufferHole of 0.5 s, nudges of the playhead, and errors of decoding",
  ],
};
