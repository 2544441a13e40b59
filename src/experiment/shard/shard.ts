import { excerpt, InputError } from "../../errors.js";

/** One of the parts that a run is cut into, each of them a run of its own. */
export interface Shard {
  /** From 0. */
  readonly index: number;
  /** Of how many, from 1. */
  readonly of: number;
}

/** More than any batch system has tasks in an array: Slurm's limit is 4 million, and 1001 unless it is raised. */
export const MOST_SHARDS = 1_000_000;

/** As it is written, counted from 1: `3/100`. */
export const nameOfShard = ({ index, of }: Shard): string => `${index + 1}/${of}`;

const AUTO = "auto";
const WRITTEN = /^(\d{1,9})\/(\d{1,9})$/;

/**
 * What `--shard` is given: `I/N`, counted from 1, or `auto`, which is to be read from the environment.
 *
 * @param where the flag, for messages
 * @throws InputError if it is neither
 */
export function parseShard(text: string, where: string): Shard | typeof AUTO {
  if (text === AUTO) return AUTO;
  const [, number, of] = WRITTEN.exec(text)?.map(Number) ?? [];
  const legal = number !== undefined && of !== undefined && 1 <= number && number <= of && of <= MOST_SHARDS;
  if (legal) return { index: number - 1, of };
  throw new InputError({
    where,
    expected: `I/N with I from 1 to N and N at most ${MOST_SHARDS}, or ${AUTO}`,
    received: excerpt(text),
    hint: "The first quarter of a run is 1/4, the last is 4/4",
  });
}
