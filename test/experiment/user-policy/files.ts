import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { bundlePolicy, importPolicy } from "../../../src/experiment/user-policy/index.js";
import type { PolicyContext } from "../../../src/model/policy.js";

/** Writes files into a new folder far from any package.json, and returns its path. It is removed after the tests. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-policy-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Bundles and runs a file of a folder, under its bare name. */
export async function load(folder: string, name: string) {
  return importPolicy(await bundlePolicy(join(folder, name), name));
}

export const CONTEXT: PolicyContext = {
  levels: [{ bitrate: 1e6 }, { bitrate: 2e6 }],
  segmentDuration: 4,
  maxBuffer: 30,
  media: "video",
  random: () => 0.5,
};
