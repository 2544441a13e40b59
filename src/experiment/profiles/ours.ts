/** Where a player, or a simulator, would wait for ever. */
export const NO_VIEWER_WAITS_LONGER = "(ours) an hour: no viewer waits longer for one segment";

/** Browsers: what their media element does, whatever the player on the page. */
export const ELEMENT_STARTS =
  "(ours) the player sets no threshold of its own: the media element starts with the first segment";
export const ELEMENT_RESUMES =
  "(ours) the player sets no threshold of its own: the media element resumes with the first segment";

export const ANSWER_BEGINS =
  "(measured) docs/fidelity.md: Chromium tells a page that an answer has begun once some of its body has come";
