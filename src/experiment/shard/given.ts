import { type Environment, shardOfEnvironment } from "./environment.js";
import { parseShard, type Shard } from "./shard.js";

/**
 * The shard that a flag names: `I/N`, or `auto` for what the batch system tells.
 *
 * @param where the flag, for errors
 * @throws InputError when it is none
 */
export function shardGiven(text: string, where: string, env: Environment): Shard {
  const shard = parseShard(text, where);
  return shard === "auto" ? shardOfEnvironment(env) : shard;
}
