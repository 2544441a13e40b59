/** How an encoder lets the bitrate follow the picture. */
export type RateControl =
  /** Constant quality: a segment takes the bits that its complexity asks for. */
  | { readonly kind: "vbr" }
  /** The same, but no segment exceeds its level's bitrate by more than this factor. */
  | { readonly kind: "capped-vbr"; readonly cap: number }
  /** Nearly the same bitrate throughout; what varies still does so by this coefficient of variation. */
  | { readonly kind: "cbr"; readonly variation: number };

export const RATE_CONTROLS = ["vbr", "capped-vbr", "cbr"] as const satisfies readonly RateControl["kind"][];

/**
 * Apple's HLS Authoring Specification (rule 1.29) lets the peak of a VBR encoding be twice its average; a buffer of the
 * player's or the link's usually asks for less.
 */
export const USUAL_CAP = 1.5;
/** Left over by a rate control with a buffer of a segment or so; ours. */
export const USUAL_CBR_VARIATION = 0.02;
