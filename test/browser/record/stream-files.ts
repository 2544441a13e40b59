import { bytesFromBits } from "../../../src/units.js";
import { manifestsOf } from "../stream/manifests.js";
import { STREAM_PATH, type Stream } from "../stream/stream.js";

/** All that a player can ask for of a stream, by its path below {@link STREAM_PATH}, with its size in bytes. */
export function streamFiles(stream: Stream): ReadonlyMap<string, number> {
  const media = stream.levels.flatMap(({ initSize, sizes }, level) => [
    [`${level}/init.mp4`, bytesFromBits(initSize)] as const,
    ...sizes.map((size, index) => [`${level}/${index + 1}.m4s`, bytesFromBits(size)] as const),
  ]);
  return new Map([...manifestFiles(stream), ...media]);
}

export const manifestFiles = (stream: Stream): ReadonlyMap<string, number> =>
  new Map([...manifestsOf(stream)].map(([path, text]) => [belowStream(path), Buffer.byteLength(text)]));

/** @param path below the server's root */
export const belowStream = (path: string): string => path.slice(STREAM_PATH.length);
