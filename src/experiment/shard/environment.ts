import { excerpt, InputError } from "../../errors.js";
import { MOST_SHARDS, nameOfShard, type Shard } from "./shard.js";

/** As of a process; an empty variable counts as none. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How many shards there are, whatever the batch system says: where it does not know, or knows only of those run again. */
export const COUNT_VARIABLE = "ABRSIM_SHARD_COUNT";

const WHERE = "--shard auto";

/** The variables by which a batch system numbers its tasks, and how they are read once the first is there. */
interface BatchSystem {
  readonly task: string;
  readonly shard: (env: Environment, task: number) => Shard;
}

const SYSTEMS: readonly BatchSystem[] = [
  { task: "SLURM_ARRAY_TASK_ID", shard: slurm },
  { task: "JOB_COMPLETION_INDEX", shard: fromZero("JOB_COMPLETION_INDEX", COUNT_VARIABLE) },
  {
    task: "AWS_BATCH_JOB_ARRAY_INDEX",
    shard: fromZero("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"),
  },
];

/**
 * The shard that a task of an array is to run, by what its batch system tells it: Slurm (`sbatch --array`), Kubernetes
 * (`completionMode: Indexed`) or AWS Batch (array jobs).
 *
 * @throws InputError if nothing tells, if what is told is no shard, or if two systems tell different ones
 */
export function shardOfEnvironment(env: Environment): Shard {
  const told = SYSTEMS.flatMap(({ task, shard }) => {
    const number = wholeNumber(env, task);
    return number === undefined ? [] : [{ task, shard: shard(env, number) }];
  });
  const [first, ...others] = told;
  if (first === undefined) throw nothingTold();
  const other = others.find(({ shard }) => nameOfShard(shard) !== nameOfShard(first.shard));
  if (other !== undefined) throw contradiction(first, other);
  return first.shard;
}

/**
 * Slurm tells a task its number, and the least, the greatest, the step and the count of those submitted with it (`man sbatch`,
 * "Output environment variables"). Tasks that failed are submitted again by their numbers: `--array=3,7` is not a run in two
 * parts, and neither is `--array=3-4`. An array that begins with anything but 0 or 1 is therefore taken for a part of one.
 */
function slurm(env: Environment, task: number): Shard {
  const least = wholeNumber(env, "SLURM_ARRAY_TASK_MIN") ?? task;
  const greatest = wholeNumber(env, "SLURM_ARRAY_TASK_MAX");
  const of = countOf(env, COUNT_VARIABLE);
  if (of !== undefined) {
    const first = Math.min(task, least);
    const last = Math.max(task, greatest ?? task);
    if (first >= 1 && last <= of) return { index: task - 1, of };
    throw new InputError({
      where: WHERE,
      expected: `tasks from 1 to ${of}, which is ${COUNT_VARIABLE}`,
      received: `tasks from ${first} to ${last}`,
      hint: `Submit them with sbatch --array=1-${of}`,
    });
  }
  const count = needed(env, "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_ID");
  const step = wholeNumber(env, "SLURM_ARRAY_TASK_STEP") ?? 1;
  const last = least + (count - 1) * step;
  const index = (task - least) / step;
  const isWhole = least <= 1 && (greatest ?? last) === last;
  if (isWhole && Number.isInteger(index) && 0 <= index && index < count) return { index, of: count };
  throw new InputError({
    where: WHERE,
    expected: "an array of tasks that begins with 0 or 1 and goes on in equal steps",
    received: `task ${task} of ${count} from ${least} to ${greatest ?? last}`,
    hint: `To run a part of an array, set ${COUNT_VARIABLE} to the number of shards in all`,
  });
}

/** A system that counts its tasks from 0 and has their number in another variable. */
function fromZero(task: string, count: string): BatchSystem["shard"] {
  return (env, index) => {
    const of = countOf(env, COUNT_VARIABLE) ?? needed(env, count, task);
    if (index < of) return { index, of };
    throw new InputError({ where: `${WHERE}: ${task}`, expected: `less than ${of}`, received: `${index}` });
  };
}

function needed(env: Environment, count: string, task: string): number {
  const value = countOf(env, count);
  if (value !== undefined) return value;
  const hint = count === COUNT_VARIABLE ? "Set it to the Job's completions in its manifest" : undefined;
  throw new InputError({
    where: WHERE,
    expected: `${count} beside ${task}`,
    received: "nothing",
    ...(hint && { hint }),
  });
}

function countOf(env: Environment, name: string): number | undefined {
  const count = wholeNumber(env, name);
  if (count === undefined || (1 <= count && count <= MOST_SHARDS)) return count;
  throw new InputError({
    where: `${WHERE}: ${name}`,
    expected: `1 to ${MOST_SHARDS}`,
    received: `${count}`,
  });
}

function wholeNumber(env: Environment, name: string): number | undefined {
  const text = env[name];
  if (text === undefined || text === "") return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError({ where: `${WHERE}: ${name}`, expected: "a whole number", received: excerpt(text) });
}

const nothingTold = () =>
  new InputError({
    where: WHERE,
    expected: `${SYSTEMS.map(({ task }) => task).join(" or ")} in the environment`,
    received: "none of them",
    hint: "Submit an array of tasks, or give the shard as --shard I/N",
  });

interface Told {
  readonly task: string;
  readonly shard: Shard;
}

const contradiction = (...both: readonly Told[]) =>
  new InputError({
    where: WHERE,
    expected: "one shard",
    received: both.map(({ task, shard }) => `${nameOfShard(shard)} of ${task}`).join(" and "),
    hint: "Give the shard as --shard I/N",
  });
