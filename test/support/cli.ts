import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach } from "vitest";
import { ROOT } from "./root.js";

export { ROOT };
/** The program as it is installed: plain JavaScript, built before the tests run. */
export const PROGRAM = join(ROOT, "dist/cli/main.js");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end in a folder. */
export function abrsim(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return finished(process.execPath, [PROGRAM, ...args], cwd, env);
}

export function finished(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...withoutColours(process.env), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code, stdout, stderr }));
  });
}

/** What build servers and shells say about colours would otherwise decide what the program prints. */
function withoutColours({ CI, FORCE_COLOR, NO_COLOR, ...rest }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return rest;
}

const folders: string[] = [];
const lasting: string[] = [];

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new folder far from any package.json, with the given files in it; removed after the test. */
export function temporaryFolder(files: Files = {}): string {
  const folder = newFolder(files);
  folders.push(folder);
  return folder;
}

/** The same for several tests; removed after the last. */
export function lastingFolder(files: Files = {}): string {
  const folder = newFolder(files);
  lasting.push(folder);
  return folder;
}

function newFolder(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-test-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Makes the shipped traces and scenarios, and the package itself, appear in a folder as after an installation. */
export function withShippedFiles(folder: string): string {
  for (const name of ["traces", "scenarios"]) symlinkSync(join(ROOT, name), join(folder, name));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules/abrsim"));
  return folder;
}

const removeAll = (all: string[]) => {
  for (const folder of all.splice(0)) rmSync(folder, { recursive: true, force: true });
};
afterEach(() => removeAll(folders));
afterAll(() => removeAll(lasting));
