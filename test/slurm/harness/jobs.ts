import { kill } from "node:process";
import type { Cluster } from "./cluster.js";
import { until } from "./until.js";

/** Seconds that a job is given: many times what it takes on a machine that is free. */
const PATIENCE = 150;

const UNDER_WAY = ["PENDING", "RUNNING", "COMPLETING"];

/** What Slurm knows of a job, or of a task of an array as `<array>_<task>`: `Key=value` between spaces. */
export const factsOf = ({ call }: Cluster, job: string): Promise<string> =>
  call("scontrol", "--oneliner", "show", "job", job);

export async function stateOf(cluster: Cluster, job: string): Promise<string> {
  return / JobState=(\w+) /.exec(await factsOf(cluster, job))![1]!;
}

/** Waits for a job. @returns the state in which it ended */
export const endOf = (cluster: Cluster, job: string): Promise<string> =>
  until(
    `job ${job} has ended`,
    async () => {
      const state = await stateOf(cluster, job);
      if (UNDER_WAY.includes(state)) throw new Error(state);
      return state;
    },
    PATIENCE,
  );

/** Kills the processes of a running task, as the kernel does when there is no more memory; Slurm calls that a failure. */
export async function killTask(cluster: Cluster, task: string): Promise<void> {
  const job = / JobId=(\d+) /.exec(` ${await factsOf(cluster, task)}`)![1]!;
  const [, ...lines] = (await cluster.call("scontrol", "listpids", job)).split("\n");
  const processes = lines.map((line) => Number.parseInt(line, 10)).filter((process) => process > 0);
  for (const process of processes) kill(process, "SIGKILL");
  const state = await endOf(cluster, task);
  if (state !== "FAILED") throw new Error(`killed, task ${task} is ${state}`);
}

/**
 * Slurm lets a task that is requeued wait for two minutes, so that its node has forgotten it. A few seconds do here; but
 * what starts in the second in which it ended, the node takes for the old one, and fails it without a word.
 */
export async function requeue(cluster: Cluster, task: string): Promise<void> {
  await cluster.call("scontrol", "requeue", task);
  await until(`task ${task} waits`, async () => {
    const facts = await factsOf(cluster, task);
    if (!facts.includes(" Reason=BeginTime ")) throw new Error(facts);
  });
  await cluster.call("scontrol", "update", `JobId=${task}`, "StartTime=now+3");
}
