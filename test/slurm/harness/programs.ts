import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NEEDED = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue"];

/** Daemons lie where only an administrator's PATH has them. */
export const PATH = [process.env["PATH"], "/usr/sbin", "/sbin"].filter(Boolean).join(delimiter);

/** The programs of Slurm and MUNGE that are not installed. */
export function missingPrograms(): string[] {
  return NEEDED.filter((name) => !PATH.split(delimiter).some((folder) => isProgram(join(folder, name))));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
