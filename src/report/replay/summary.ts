import type { Paragraph } from "../listings/index.js";
import { printable, shortened } from "../names.js";
import { count } from "../number-format.js";
import { replayRecords } from "./call-listing.js";
import {
  agreementOf,
  type ReplayedCall,
  type ReplayedPolicy,
  type ReplayedSession,
} from "./replayed-session.js";

/** A session in a line. */
export function replayHeading({ session, player, mode, recorded }: ReplayedSession): string {
  const beside = mode === "shadow" ? "beside" : "in";
  return `Session ${session}: ${shortened(recorded.policy)} ${beside} ${shortened(player)} (${mode})`;
}

/** What was fed to what, and how many answers agree. */
export function replaySummary(session: ReplayedSession): Paragraph[] {
  const decisions = agreementOf(session, "decision");
  const abandonments = agreementOf(session, "abandonment");
  const { failure, notes } = session;
  const lines = (name: string, ...told: string[]) => (told.length === 0 ? [] : [{ name, lines: told }]);
  return [
    ...lines("recorded", policyInWords(session.recorded)),
    ...lines("replayed", policyInWords(session.replayed)),
    ...lines("decisions", decisions.count === 0 ? "none" : agreementInWords(decisions)),
    ...lines("abandonments", ...(abandonments.count === 0 ? [] : [agreementInWords(abandonments)])),
    ...lines("player", ...besidePlayer(session)),
    ...lines("failed", ...(failure ? [`at line ${failure.line}: ${printable(failure.problem)}`] : [])),
    ...lines("note", ...notes.map(printable)),
  ];
}

function policyInWords({ policy, options }: ReplayedPolicy): string {
  const given = Object.entries(options).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return printable([shortened(policy), ...given].join(" "));
}

const agreementInWords = ({ count: all, agree }: { readonly count: number; readonly agree: number }) =>
  `${count(agree)} of ${count(all)} agree`;

/** In a shadow: how often the player's own logic chose the same. */
function besidePlayer({ calls, mode }: ReplayedSession): string[] {
  const own = calls.filter(({ playerLevel }) => playerLevel !== undefined);
  if (mode !== "shadow" || own.length === 0) return [];
  const same = (side: "recorded" | "replayed") =>
    count(own.filter((call) => call[side]?.level === call.playerLevel).length);
  return [
    `its own level is the recorded one in ${same("recorded")} of ${count(own.length)}, the replayed one in ${same("replayed")}`,
  ];
}

/** A session as plain data, with some of its calls. */
export function replayJson(session: ReplayedSession, calls: readonly ReplayedCall[]): object {
  const { columns, rows } = replayRecords(calls);
  const { player, mode, recorded, replayed, failure, notes } = session;
  return {
    session: session.session,
    player,
    mode,
    recorded,
    replayed,
    decisions: agreementOf(session, "decision"),
    abandonments: agreementOf(session, "abandonment"),
    ...(failure && { failure }),
    notes,
    calls: rows.map((row) => Object.fromEntries(columns.map(({ name, read }) => [name, read(row)]))),
  };
}
