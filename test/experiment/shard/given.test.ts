import { expect, it } from "vitest";
import { shardGiven } from "../../../src/experiment/shard/index.js";

const AWS = { AWS_BATCH_JOB_ARRAY_INDEX: "1", AWS_BATCH_JOB_ARRAY_SIZE: "4" };

it("is the one that is named, whatever the environment says, or the environment's", () => {
  expect(shardGiven("3/7", "--shard", AWS)).toEqual({ index: 2, of: 7 });
  expect(shardGiven("auto", "--shard", AWS)).toEqual({ index: 1, of: 4 });
});

it("is refused by the name of the flag", () => {
  expect(() => shardGiven("8/7", "--part", {})).toThrow("--part");
});
