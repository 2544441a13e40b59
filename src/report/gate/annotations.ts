import type { GateResult } from "../../model/gate.js";
import { shortened } from "../names.js";
import { count } from "../number-format.js";
import { type CheckInWords, checksInWords } from "./checks-in-words.js";
import { byUrgency, type GateLook, headline, MOST_CHARACTERS } from "./gate-look.js";

type Level = "error" | "warning" | "notice";

/** GitHub shows ten of a level from one step and drops the others. */
const MOST_SHOWN = 10;

/**
 * Workflow commands for the log of a GitHub Actions job, which show as annotations: an error a check that fails, an
 * error or where that is allowed a warning for one that is inconclusive, and the outcome as a notice where all pass.
 */
export function annotationsGate(result: GateResult, look: GateLook = {}): string {
  const checks = checksInWords(result);
  const levelOf = ({ outcome }: CheckInWords): Level | undefined => {
    if (outcome === "pass") return undefined;
    return outcome === "inconclusive" && look.allowInconclusive ? "warning" : "error";
  };
  const at = (level: Level) =>
    byUrgency(checks)
      .filter((check) => levelOf(check) === level)
      .map(({ policy, subject, sentence }) => ({ title: `${policy}: ${subject}`, message: sentence }));
  const notices = [
    ...(result.outcome === "pass"
      ? [{ title: "abrsim gate", message: `${headline(result, checks, look)}.` }]
      : []),
    ...result.changes.map(({ text }) => ({
      title: "Changed since the baseline",
      message: shortened(text, MOST_CHARACTERS),
    })),
  ];
  return [
    ...commands("error", at("error")),
    ...commands("warning", at("warning")),
    ...commands("notice", notices),
  ].join("");
}

interface Annotation {
  readonly title: string;
  readonly message: string;
}

function commands(level: Level, all: readonly Annotation[]): string[] {
  const shown = all.length <= MOST_SHOWN ? all : all.slice(0, MOST_SHOWN - 1);
  const rest = all.length - shown.length;
  const more = { title: "abrsim gate", message: `${count(rest)} more, in the summary of the job.` };
  return [...shown, ...(rest > 0 ? [more] : [])].map(
    ({ title, message }) => `::${level} title=${escapeProperty(title)}::${escapeMessage(message)}\n`,
  );
}

/** As the runner unescapes it ("Workflow commands for GitHub Actions"; actions/toolkit, core/src/command.ts). */
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
