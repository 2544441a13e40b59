import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { kill, pid } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { InputError } from "../../errors.js";
import { makeFolder } from "./folders.js";
import { partialName } from "./partial.js";
import { codeOf, naming } from "./refusals.js";

/** A folder that this process alone writes to, until it lets go of it. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Who holds a lock, by what no later process of the same number has in common with it. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the kernel counts; missing where it does not say. */
  readonly started?: string;
}

const NAME = ".lock";

/** Milliseconds between signs of life. */
const BEAT = 5000;
/** Milliseconds between looks for one. */
const PAUSE = 500;
/** Milliseconds of silence after which a holder that cannot be seen from here is taken to be gone. */
const SILENCE = 60_000;
/** The same where a process was stopped before it could say who it is. */
const SILENCE_OF_NOBODY = 2000;

const ATTEMPTS = 5;

/**
 * Takes a folder for this process, making it if need be. What a process held that was killed is free again: on the same
 * machine at once; on another one, whose processes cannot be seen from here, a minute after its last sign of life, for
 * which this waits.
 *
 * @throws InputError when another process holds it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await makeFolder(folder);
  const path = join(folder, NAME);
  const mine = JSON.stringify(thisProcess());
  for (let attempt = 1; !(await taken(path, mine)); attempt++) {
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined && attempt < ATTEMPTS) continue; // It has just been let go.
    const holder = holderIn(text ?? "");
    if (attempt === ATTEMPTS || (await isAlive(holder, path))) throw held(folder, holder);
    await removeIfStill(path, text!);
  }
  // Written anew, so that the time of its last change is told by the clock of its own disk.
  const beat = setInterval(() => void writeFile(path, mine, { flag: "r+" }).catch(() => {}), BEAT);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      releaseFolder(folder);
    },
  };
}

/** Lets go of a folder, if this process holds it, whichever of its threads took it. */
export function releaseFolder(folder: string): void {
  if (holdsFolder(folder)) rmSync(join(folder, NAME), { force: true });
}

/** Whether this process holds a folder. */
export function holdsFolder(folder: string): boolean {
  try {
    return readFileSync(join(folder, NAME), "utf8") === JSON.stringify(thisProcess());
  } catch {
    return false;
  }
}

/** Makes the lock's file, unless there is one. */
async function taken(path: string, text: string): Promise<boolean> {
  try {
    // In one call, which not even the end of this thread can cut in two.
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    return naming(path, () => Promise.reject(error));
  }
}

/** Removes a lock whose holder is gone, and not one that another process has taken since. */
async function removeIfStill(path: string, text: string): Promise<void> {
  const aside = partialName(path);
  if (
    await rename(path, aside).then(
      () => true,
      () => false,
    )
  ) {
    const now = await readFile(aside, "utf8").catch(() => undefined);
    if (now === text) await rm(aside, { force: true });
    else await rename(aside, path).catch(() => {});
  }
}

async function isAlive(holder: Holder | undefined, path: string): Promise<boolean> {
  if (holder === undefined) return (await silenceOf(path)) < SILENCE_OF_NOBODY;
  if (holder.host !== hostname()) return givesSign(path);
  try {
    kill(holder.pid, 0);
  } catch (error) {
    // Of another user's process, the kernel says no more than that it is there.
    if (codeOf(error) !== "EPERM") return false;
  }
  return holder.started === startOf(holder.pid);
}

/** Waits for a sign of life, or for the end of the time in which there would have been one. */
async function givesSign(path: string): Promise<boolean> {
  const before = await changeOf(path);
  while ((await silenceOf(path)) < SILENCE) {
    await sleep(PAUSE);
    if ((await changeOf(path)) !== before) return true;
  }
  return false;
}

const changeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );

/** Milliseconds since a file changed, by the clock of its own disk. */
async function silenceOf(path: string): Promise<number> {
  const probe = partialName(path);
  try {
    await writeFile(probe, "");
    return (await stat(probe)).mtimeMs - (await stat(path)).mtimeMs;
  } catch {
    return 0;
  } finally {
    await rm(probe, { force: true });
  }
}

function thisProcess(): Holder {
  const started = startOf(pid);
  return { host: hostname(), pid, ...(started !== undefined && { started }) };
}

/** When a process started, with the boot that it counts from; undefined if it has ended, or where nobody says. */
function startOf(process: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${process}/stat`, "utf8");
    // The third field on, for the second is a name in brackets and may hold anything: state first, start as the 22nd.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : `${boot}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { host, pid: number } = JSON.parse(text) as Partial<Holder>;
    return typeof host === "string" && typeof number === "number" ? (JSON.parse(text) as Holder) : undefined;
  } catch {
    return undefined;
  }
}

const held = (folder: string, holder: Holder | undefined): InputError =>
  new InputError({
    where: folder,
    expected: "a folder that no other run is writing to",
    received: holder ? `the run of process ${holder.pid} on ${holder.host}` : "one that has just begun",
    hint: "Wait until it has ended, or choose another folder with --out",
  });
