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
    player: { startupBuffer: 4, resumeBuffer: 2, maxBuffer: 60, starvedAfter: 3600 },
    network: {},
    viewer: {},
    scoring: {},
  },
  sources: {
    startupBuffer: 'document 003 section 2.3, "Minimum: 4 seconds (start playback)"',
    resumeBuffer: "(ours) no document says; 2 s is what Media3 resumes at",
    maxBuffer: 'document 003 section 2.3, "Maximum: 60 seconds (cap to save bandwidth)"',
    starvedAfter: "(ours) an hour: no viewer waits longer for one segment",
  },
  doesNotModel: "anything beyond the plain case: connections, protocols, audio, abandonment",
};
