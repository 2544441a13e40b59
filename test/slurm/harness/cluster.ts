import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { finished } from "../../support/cli.js";
import { slurmConf } from "./configuration.js";
import { type Daemon, startDaemon } from "./daemon.js";
import { freePorts } from "./ports.js";
import { PATH } from "./programs.js";
import { until } from "./until.js";

/** A Slurm of one machine, for as long as a test runs. */
export interface Cluster {
  /** Runs a command that talks to it. @returns what it printed @throws Error if it fails */
  readonly call: (command: string, ...args: readonly string[]) => Promise<string>;
  /** Ends it, with its jobs, and removes what it kept. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts MUNGE, the controller and a node. All that they keep is in one temporary folder.
 *
 * @param cwd where commands are run
 */
export async function startCluster(cwd: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-slurm-"));
  const munge = (name: string) => join(folder, `munge.${name}`);
  const user = userInfo().username;
  const host = hostname().split(".")[0]!;
  // MUNGE's socket has to be within everybody's reach.
  chmodSync(folder, 0o755);
  for (const name of ["state", "spool"]) mkdirSync(join(folder, name));
  writeFileSync(munge("key"), randomBytes(128), { mode: 0o400 });
  writeFileSync(join(folder, "slurm.conf"), slurmConf({ folder, host, user, ports: await freePorts() }));
  const env = { SLURM_CONF: join(folder, "slurm.conf"), PATH };

  const call: Cluster["call"] = async (command, ...args) => {
    const { code, stdout, stderr } = await finished(command, args, cwd, env);
    if (code !== 0) throw new Error(`${[command, ...args].join(" ")}: exit code ${code}\n${stderr}`);
    return stdout.trim();
  };
  const daemons: Daemon[] = [];
  const start = (name: string, ...args: readonly string[]) =>
    daemons.unshift(startDaemon(folder, env, name, args));
  const stop = async () => {
    // The node's jobs would outlive it.
    await call("scancel", `--user=${user}`).catch(() => {});
    await until("jobs have ended", async () => {
      const jobs = await call("squeue", "--noheader", "--format=%i").catch(() => "");
      if (jobs !== "") throw new Error(jobs);
    }).catch(() => {});
    for (const daemon of daemons) await daemon.end();
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    const files = ["pid", "seed", "log", "key"].map((name) => `--${name}-file=${munge(name)}`);
    start("munged", "--foreground", `--socket=${munge("socket")}`, ...files);
    await until("MUNGE answers", () => call("munge", "--no-input", `--socket=${munge("socket")}`));
    start("slurmctld", "-D");
    start("slurmd", "-D");
    await until("the node is idle", async () => {
      const state = await call("sinfo", "--noheader", "--format=%T");
      if (state !== "idle") throw new Error(state);
    });
  } catch (error) {
    const logs = daemons.map((daemon) => daemon.log()).join("\n");
    await stop();
    throw new Error(`Slurm does not start: ${error}\n${logs}`);
  }
  return { call, stop };
}
