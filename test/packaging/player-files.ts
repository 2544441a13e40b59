import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { ROOT } from "../support/root.js";

const DIST = join(ROOT, "dist");

/** A file of the build that runs in players. */
export interface PlayerFile {
  /** Below `dist`. */
  readonly path: string;
  readonly code: string;
}

/** What is published for players, by paths below `dist`: policies, estimators, adapters, and all that they import. */
export function playerFiles(): readonly PlayerFile[] {
  const found = new Map<string, PlayerFile>();
  const add = (path: string): void => {
    if (found.has(path)) return;
    const code = readFileSync(join(DIST, path), "utf8");
    found.set(path, { path, code });
    for (const [, specifier] of code.matchAll(/\bfrom "(\.[^"]+)"/g))
      add(normalize(join(path, "..", specifier!)));
  };
  for (const folder of ["policies", "estimators", "adapters"])
    for (const name of readdirSync(join(DIST, folder), { recursive: true, encoding: "utf8" }))
      if (name.endsWith(".js")) add(join(folder, name));
  return [...found.values()];
}
