import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds that a daemon is given to end in order. */
const PATIENCE = 5000;

/** A program that serves until it is ended. */
export interface Daemon {
  /** What it has printed. */
  readonly log: () => string;
  readonly end: () => Promise<void>;
}

/** Starts one in the foreground, as a child, with its log in a folder. */
export function startDaemon(
  folder: string,
  env: NodeJS.ProcessEnv,
  name: string,
  args: readonly string[],
): Daemon {
  const path = join(folder, `${name}.log`);
  const file = openSync(path, "w");
  const child = spawn(name, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  const gone = once(child, "exit").catch(() => {});
  return {
    log: () => `== ${name}\n${readFileSync(path, "utf8")}`,
    async end() {
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
      await gone;
      clearTimeout(kill);
    },
  };
}
