import { isPolicyFile } from "../user-policy/policy-file.js";

/** What an arm is called when it says no name: its policy's, or its file's without folder and ending. */
export function defaultArmName(use: string): string {
  return isPolicyFile(use) ? baseName(use) : use;
}

/** What an arm without a policy of its own is called: after those of its clients, as in "bola+ewma". */
export function defaultGroupName(uses: readonly string[]): string {
  return [...new Set(uses.map(defaultArmName))].join("+");
}

/** A path's last part, without its ending. */
export function baseName(path: string): string {
  const file = path
    .replace(/[\\/]+$/, "")
    .split(/[\\/]/)
    .at(-1)!;
  return file.replace(/(?<=.)\.[^.]*$/, "") || file;
}
