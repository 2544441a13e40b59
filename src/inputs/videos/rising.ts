import { InputError } from "../../errors.js";

/**
 * A ladder's bitrates must rise, because a level is known by its place.
 *
 * @param where the place of bitrate i, asked for only to complain
 * @throws InputError naming the first that does not
 */
export function checkRising(bitratesKbps: readonly number[], where: (level: number) => string): void {
  bitratesKbps.forEach((kbps, level) => {
    const below = bitratesKbps[level - 1];
    if (below === undefined || kbps > below) return;
    throw new InputError({
      where: where(level),
      expected: `a bitrate above ${below} kbps, that of the level before`,
      received: `${kbps}`,
      hint: "List the levels by rising bitrate",
    });
  });
}
