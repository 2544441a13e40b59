import type { ScenarioFlags } from "./scenario/index.js";

/** The command that simulates one session of a run again, with every segment written down. */
export function replayCommand(session: {
  /** As the user wrote it. */
  readonly scenario: string;
  /** What the user said beside it. */
  readonly flags: ScenarioFlags;
  readonly arm: string;
  readonly tracePath: string;
  readonly replicate: number;
}): string {
  const { scenario, flags, arm, tracePath, replicate } = session;
  const words = ["abrsim", "run", scenario, "--policies", arm, "--traces", tracePath];
  if (flags.videos) words.push("--videos", ...flags.videos);
  if (flags.profile !== undefined) words.push("--profile", flags.profile);
  if (flags.qoe) words.push("--qoe", flags.qoe.join(","));
  if (flags.seed !== undefined) words.push("--seed", flags.seed);
  // Replicates are numbered from 0: the one in question is the last of so many.
  words.push("--replicates", String(replicate + 1));
  for (const assignment of flags.set ?? []) words.push("--set", assignment);
  words.push("--segments", "--out", "reports/replay", "--force");
  return words.map(quoted).join(" ");
}

/** As a POSIX shell reads it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
