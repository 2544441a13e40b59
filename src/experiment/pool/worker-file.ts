import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A compiled worker: beside this file when installed, in `dist` when this file runs from its source. */
export function workerFile(name: string): string {
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL(`../../../dist/experiment/pool/${name}`, import.meta.url));
}
