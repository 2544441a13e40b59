/*
 * What manifests give rise to say of a video: a catalogue of sentences, each without its full stop.
 */

/** @param segments that have to be there, or be told of, for sizes to be exact: "segments" */
export const sizesEstimated = (estimated: number, all: number): string =>
  `${estimated === all ? "all" : `${estimated} of ${all}`} segment sizes are estimated from declared bitrates; they are ` +
  "exact where the segments lie on this disk as the manifest names them, or where it gives byte ranges";

export const levelLeftOut = (level: string, reason: string): string => `left out: ${level}, ${reason}`;

export const liveWindow = (where: string): string =>
  `${where} may go on: it is read as a film of the segments that it lists`;

export const audioWithoutSizes = (name: string): string =>
  `left out: audio ${name}, whose sizes nothing tells; variants' bitrates include it`;
