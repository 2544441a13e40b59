import { missingPrograms } from "./harness/programs.js";

/** Once before all tests: looks for the programs. */
export default function setup(): void {
  const missing = missingPrograms();
  if (missing.length === 0) return;
  // Thrown, it would be shown with a stack and a summary of tests that have not run.
  process.stderr.write(`no ${missing.join(", ")}: install Slurm (apt-get install slurm-wlm munge)\n`);
  process.exit(1);
}
