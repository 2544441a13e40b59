export { COUNT_VARIABLE, type Environment, shardOfEnvironment } from "./environment.js";
export { shardGiven } from "./given.js";
export { MOST_SHARDS, nameOfShard, parseShard, type Shard } from "./shard.js";
export { unitsOfShard } from "./units-of-shard.js";
