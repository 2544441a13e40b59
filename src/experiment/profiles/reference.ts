import { NO_VIEWER_WAITS_LONGER } from "./ours.js";
import type { Profile } from "./profile.js";

/**
 * The default: a plain player on a plain link.
 *
 * The maximum is the document's cap (60 s, also Pensieve's), not its steady state (20-30 s): published policies
 * have thresholds up to 40 s, and a lower cap would silence them without a word. A scenario that studies a
 * smaller buffer says so.
 */
export const reference: Profile = {
  name: "reference",
  about: "A plain player with a buffer of up to 60 s, on a link that is nothing but its trace",
  settings: {
    player: {
      startupBufferSeconds: 4,
      resumeBufferSeconds: 2,
      maxBufferSeconds: 60,
      starvedAfterSeconds: 3600,
    },
    network: {},
    viewer: {},
  },
  sources: {
    "player.startupBufferSeconds": 'document 003 section 2.3, "Minimum: 4 seconds (start playback)"',
    "player.resumeBufferSeconds": "(ours) no document says; 2 s is what Media3 resumes at",
    "player.maxBufferSeconds": 'document 003 section 2.3, "Maximum: 60 seconds (cap to save bandwidth)"',
    "player.starvedAfterSeconds": NO_VIEWER_WAITS_LONGER,
  },
  doesNotModel: [
    "connections and protocols, requests that fail or time out, abandonment, separate audio: a scenario switches on what it studies",
  ],
};
