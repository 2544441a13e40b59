import { onStderr } from "./colours.js";

const MOST_SHOWN = 5;

/**
 * Says on stderr which sessions failed, the first few of them.
 *
 * @param failures the lines of each: what failed, and what there is to say of it
 * @param failed how many there are; missing: those
 * @param elsewhere where the others are to be found, after "and 3 more"
 */
export function tellFailed(
  failures: readonly (readonly [string, ...string[]])[],
  failed = failures.length,
  elsewhere = "",
): void {
  if (failures.length === 0) return;
  const lines = failures
    .slice(0, MOST_SHOWN)
    .flatMap(([what, ...more]) => [`${onStderr().red("failed:")} ${what}`, ...more]);
  const rest = failed - MOST_SHOWN;
  if (rest > 0) lines.push(`  and ${rest} more${elsewhere}`);
  process.stderr.write(`${lines.join("\n")}\n`);
}
