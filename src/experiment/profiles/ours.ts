/** Where a player, or a simulator, would wait for ever. */
export const NO_VIEWER_WAITS_LONGER = "(ours) an hour: no viewer waits longer for one segment";

/** Browsers: what their media element does, whatever the player on the page. */
export const ELEMENT_STARTS =
  "(ours) the player sets no threshold of its own: the media element starts with the first segment";
export const ELEMENT_RESUMES =
  "(ours) the player sets no threshold of its own: the media element resumes with the first segment";

export const ANSWER_BEGINS =
  "(measured) docs/fidelity.md: Chromium tells a page that an answer has begun once some of its body has come";

/** Times that no source has: medians of what real players did in a browser. */
const MEASURED = "(measured) docs/fidelity.md";
export const CHROMIUM_STOPS = `${MEASURED}: Chromium's media element stops with so much left`;
export const STARTUP_STAGES = `${MEASURED}: the manifest, of a usual size, and from its last bit to the next request`;
export const DECODES_FIRST = `${MEASURED}: from the first segment in the buffer to the first frame`;
export const PROCESSES_FIRST = `${MEASURED}: from the first segment's last bit to the next request`;
export const PROCESSES = `${MEASURED}: from a segment's last bit to the next request, of segments of next to no size`;
export const PROCESSES_AT = `${MEASURED}: how the time between requests grows with the segment's size`;
export const PROCESSES_FILE = `${MEASURED}: from its last bit to the next request`;
export const USUAL_SIZE = "(ours) a usual size: a scenario whose stream has another says it";
