import type { SessionIdentity } from "../model/session.js";
import type { ScenarioFlags } from "./scenario/index.js";

/** The command that simulates one session of a run again, alone, with every segment written down. */
export function replayCommand(
  run: {
    /** The scenario's path as the user wrote it. */
    readonly scenario: string;
    /** What the user said beside it. */
    readonly flags: ScenarioFlags;
  },
  { policy, trace, replicate }: Pick<SessionIdentity, "policy" | "trace" | "replicate">,
): string {
  const { traces, videos, set = [], policies, profile, qoe, seed, replicates } = run.flags;
  const words = ["npx", "abrsim", "run", run.scenario];
  const say = (flag: string, values: readonly string[] | undefined) => values && words.push(flag, ...values);
  say("--policies", policies && [policies.join(",")]);
  say("--traces", traces);
  say("--videos", videos);
  say("--profile", profile === undefined ? undefined : [profile]);
  say("--qoe", qoe && [qoe.join(",")]);
  say("--seed", seed === undefined ? undefined : [seed]);
  say("--replicates", replicates === undefined ? undefined : [replicates]);
  for (const assignment of set) say("--set", [assignment]);
  say("--only-policy", [policy]);
  say("--only-trace", [trace]);
  say("--only-replicate", [String(replicate)]);
  words.push("--segments", "--out", "reports/replay", "--force");
  return words.map(quoted).join(" ");
}

/** As a POSIX shell reads it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
