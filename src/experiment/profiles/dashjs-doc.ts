import { dashjs } from "./dashjs.js";
import type { Profile } from "./profile.js";

const DOCUMENT = 'document 000 "DASH Implementation", its configuration';

/** No ladder has so many levels: the highest that there is. */
const HIGHEST = 99;

/** dash.js as configured by document 000; what it leaves alone is as in profile dashjs. */
export const dashjsDoc: Profile = {
  name: "dashjs-doc",
  about: "dash.js with the configuration of document 000, which starts at the top",
  settings: {
    ...dashjs.settings,
    player: {
      ...dashjs.settings.player,
      startupBufferSeconds: 4,
      maxBufferSeconds: 12,
      firstLevel: HIGHEST,
    },
  },
  sources: {
    ...dashjs.sources,
    "player.startupBufferSeconds": `${DOCUMENT}: initialBufferLevel`,
    "player.maxBufferSeconds": `${DOCUMENT}: bufferTimeDefault, and stableBufferTime`,
    "player.firstLevel": `${DOCUMENT}: initialBitrate is 1000000, which dash.js's source reads as kbit/s: more than any ladder has, so the highest level`,
    "player.fastSwitch.aheadSegments": `${DOCUMENT}: fastSwitchEnabled; how far ahead is dash.js's`,
    "requests.retry.retries": `${DOCUMENT}: retryAttempts.MediaSegment`,
    "requests.retry.initialDelaySeconds": `${DOCUMENT}: retryIntervals.MediaSegment`,
  },
  doesNotModel: [
    "the target of 60 s at the top quality of content of 600 s or more",
    "the document's intention, a start at 1 Mbit/s: its number is in another unit than dash.js's",
    "the retries of manifests and the like, which have numbers of their own",
    "the initial bitrate of audio, 64000, which dash.js reads as kbit/s as well: audio has one level here",
    "that a service location that failed is never tried again: a scenario sets delivery.selection",
  ],
};
