import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { type Environment, nameOfShard, shardOfEnvironment } from "../../../src/experiment/shard/index.js";

const shard = (env: Environment) => nameOfShard(shardOfEnvironment(env));

function message(env: Environment): string {
  try {
    return shard(env);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/** What Slurm 22.05 sets in a task; `least`, `greatest`, `step` and `count` are of all that were submitted together. */
const slurm = (task: number, [least, greatest, step, count]: readonly [number, number, number, number]) => ({
  SLURM_ARRAY_TASK_ID: `${task}`,
  SLURM_ARRAY_TASK_MIN: `${least}`,
  SLURM_ARRAY_TASK_MAX: `${greatest}`,
  SLURM_ARRAY_TASK_STEP: `${step}`,
  SLURM_ARRAY_TASK_COUNT: `${count}`,
});

describe("Slurm", () => {
  it("counts from where the array begins", () => {
    expect([0, 1, 2, 3].map((task) => shard(slurm(task, [0, 3, 1, 4])))).toEqual([
      "1/4",
      "2/4",
      "3/4",
      "4/4",
    ]);
    expect([1, 2, 3, 4].map((task) => shard(slurm(task, [1, 4, 1, 4])))).toEqual([
      "1/4",
      "2/4",
      "3/4",
      "4/4",
    ]);
  });

  it("may go in steps, with --array=0-6:2 or 0-7:2", () => {
    expect([0, 2, 4, 6].map((task) => shard(slurm(task, [0, 6, 2, 4])))).toEqual([
      "1/4",
      "2/4",
      "3/4",
      "4/4",
    ]);
  });

  it("is understood where it tells no more than number, count and beginning", () => {
    const { SLURM_ARRAY_TASK_ID, SLURM_ARRAY_TASK_COUNT, SLURM_ARRAY_TASK_MIN } = slurm(2, [1, 4, 1, 4]);
    expect(shard({ SLURM_ARRAY_TASK_ID, SLURM_ARRAY_TASK_COUNT, SLURM_ARRAY_TASK_MIN })).toBe("2/4");
  });

  it.each([
    ["--array=1,5,9", slurm(5, [1, 9, 1, 3]), "task 5 of 3 from 1 to 9"],
    ["--array=3,7", slurm(3, [3, 7, 1, 2]), "task 3 of 2 from 3 to 7"],
    ["--array=3-4", slurm(4, [3, 4, 1, 2]), "task 4 of 2 from 3 to 4"],
    ["--array=17", slurm(17, [17, 17, 1, 1]), "task 17 of 1 from 17 to 17"],
    ["a task between the steps", slurm(5, [0, 12, 4, 4]), "task 5 of 4 from 0 to 12"],
    ["steps of nothing", slurm(0, [0, 0, 0, 4]), "task 0 of 4 from 0 to 0"],
    ["a task before the first", slurm(0, [1, 4, 1, 4]), "task 0 of 4 from 1 to 4"],
  ])("a part of an array is no partition: %s", (_, env, received) => {
    expect(message(env)).toBe(
      `--shard auto: expected an array of tasks that begins with 0 or 1 and goes on in equal steps, got ${received}. ` +
        "To run a part of an array, set ABRSIM_SHARD_COUNT to the number of shards in all",
    );
  });

  it("tasks that are run again are the shards they were, if the count of all is given", () => {
    const all = { ABRSIM_SHARD_COUNT: "100" };
    expect(shard({ ...slurm(3, [3, 7, 1, 2]), ...all })).toBe("3/100");
    expect(shard({ ...slurm(7, [3, 7, 1, 2]), ...all })).toBe("7/100");
    expect(shard({ ...slurm(1, [1, 1, 1, 1]), ...all })).toBe("1/100");
    expect(shard({ ...slurm(42, [1, 100, 1, 100]), ...all })).toBe("42/100");
    expect(shard({ SLURM_ARRAY_TASK_ID: "42", ...all })).toBe("42/100");
  });

  it("with a count given, no task of an array from 0 is mistaken for the one before it", () => {
    const expected =
      "--shard auto: expected tasks from 1 to 100, which is ABRSIM_SHARD_COUNT, got tasks from 0 to 99. " +
      "Submit them with sbatch --array=1-100";
    for (const task of [0, 1, 99])
      expect(message({ ...slurm(task, [0, 99, 1, 100]), ABRSIM_SHARD_COUNT: "100" })).toBe(expected);
  });

  it("with a count given, a task before the first is none", () => {
    for (const env of [{ SLURM_ARRAY_TASK_ID: "0" }, slurm(0, [1, 4, 1, 4])])
      expect(message({ ...env, ABRSIM_SHARD_COUNT: "4" })).toContain("got tasks from 0 to ");
  });

  it("with a count given, there are no more tasks than shards", () => {
    for (const task of [1, 5])
      expect(message({ ...slurm(task, [1, 5, 1, 5]), ABRSIM_SHARD_COUNT: "4" })).toContain(
        "got tasks from 1 to 5",
      );
  });

  it("without any count, the message names the variable", () => {
    expect(message({ SLURM_ARRAY_TASK_ID: "1" })).toBe(
      "--shard auto: expected SLURM_ARRAY_TASK_COUNT beside SLURM_ARRAY_TASK_ID, got nothing",
    );
  });
});

describe("Kubernetes", () => {
  it("counts from 0, and is told the count by its manifest", () => {
    expect(shard({ JOB_COMPLETION_INDEX: "0", ABRSIM_SHARD_COUNT: "4" })).toBe("1/4");
    expect(shard({ JOB_COMPLETION_INDEX: "3", ABRSIM_SHARD_COUNT: "4" })).toBe("4/4");
  });

  it("without the count, the message says where to set it", () => {
    expect(message({ JOB_COMPLETION_INDEX: "0" })).toBe(
      "--shard auto: expected ABRSIM_SHARD_COUNT beside JOB_COMPLETION_INDEX, got nothing. " +
        "Set it to the Job's completions in its manifest",
    );
  });

  it("an index beyond the count is refused", () => {
    expect(message({ JOB_COMPLETION_INDEX: "4", ABRSIM_SHARD_COUNT: "4" })).toBe(
      "--shard auto: JOB_COMPLETION_INDEX: expected less than 4, got 4",
    );
  });
});

describe("AWS Batch", () => {
  it("counts from 0, and knows the size", () => {
    expect(shard({ AWS_BATCH_JOB_ARRAY_INDEX: "0", AWS_BATCH_JOB_ARRAY_SIZE: "4" })).toBe("1/4");
    expect(shard({ AWS_BATCH_JOB_ARRAY_INDEX: "3", AWS_BATCH_JOB_ARRAY_SIZE: "4" })).toBe("4/4");
  });

  it("a count of one's own goes before its size", () => {
    const env = { AWS_BATCH_JOB_ARRAY_INDEX: "1", AWS_BATCH_JOB_ARRAY_SIZE: "2", ABRSIM_SHARD_COUNT: "100" };
    expect(shard(env)).toBe("2/100");
  });
});

describe("any environment", () => {
  it("that tells nothing is an error that says what was looked for", () => {
    const nothing =
      "--shard auto: expected SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX or AWS_BATCH_JOB_ARRAY_INDEX in the environment, " +
      "got none of them. Submit an array of tasks, or give the shard as --shard I/N";
    expect(message({})).toBe(nothing);
    expect(message({ SLURM_ARRAY_TASK_ID: "", SLURM_JOB_ID: "7", ABRSIM_SHARD_COUNT: "4" })).toBe(nothing);
  });

  it("may come of two systems that agree", () => {
    const kubernetes = { JOB_COMPLETION_INDEX: "1", ABRSIM_SHARD_COUNT: "4" };
    expect(shard({ ...slurm(2, [1, 4, 1, 4]), ...kubernetes })).toBe("2/4");
  });

  it("of two systems that do not agree is an error that names both", () => {
    const batch = { AWS_BATCH_JOB_ARRAY_INDEX: "0", AWS_BATCH_JOB_ARRAY_SIZE: "8" };
    expect(message({ ...slurm(3, [0, 3, 1, 4]), ...batch })).toBe(
      "--shard auto: expected one shard, got 4/4 of SLURM_ARRAY_TASK_ID and 1/8 of AWS_BATCH_JOB_ARRAY_INDEX. " +
        "Give the shard as --shard I/N",
    );
  });

  it.each(["-1", "1.5", "x", " 1", "1e3", "9".repeat(1000)])(
    "with no number where one is due: %s",
    (text) => {
      const env = { JOB_COMPLETION_INDEX: text, ABRSIM_SHARD_COUNT: "4" };
      expect(message(env)).toMatch(
        /^--shard auto: JOB_COMPLETION_INDEX: expected a whole number, got ".{1,70}$/,
      );
    },
  );

  it.each(["0", "1000001"])("with a count that is none: %s", (text) => {
    expect(message({ JOB_COMPLETION_INDEX: "0", ABRSIM_SHARD_COUNT: text })).toBe(
      `--shard auto: ABRSIM_SHARD_COUNT: expected 1 to 1000000, got ${text}`,
    );
  });
});
