/*
 * What files are by their endings.
 */

/** Segments, headers of segments, and files of many segments. */
export const isMedia = (path: string): boolean =>
  /\.(?:ts|m2ts|mts|m4s|mp4|m4v|m4a|m4f|cmf[vat]|aac|webm|weba|mkv)$/i.test(path);
export const isMp4 = (name: string): boolean => /\.(?:m4s|mp4|m4[vaf]|cmf[vat])$/i.test(name);
export const isSound = (name: string): boolean => /\.(?:m4a|cmfa|aac|weba)$/i.test(name);
