import type { GateResult } from "../../model/gate.js";
import { shortened } from "../names.js";
import { type AnnotationLevel, workflowCommands } from "../workflow-commands.js";
import { type CheckInWords, checksInWords } from "./checks-in-words.js";
import { byUrgency, type GateLook, headline, MOST_CHARACTERS } from "./gate-look.js";

const REST = { title: "abrsim gate", where: "in the summary of the job" };

/**
 * Workflow commands for the log of a GitHub Actions job, which show as annotations: an error a check that fails, an
 * error or where that is allowed a warning for one that is inconclusive, and the outcome as a notice where all pass.
 */
export function annotationsGate(result: GateResult, look: GateLook = {}): string {
  const checks = checksInWords(result);
  const levelOf = ({ outcome }: CheckInWords): AnnotationLevel | undefined => {
    if (outcome === "pass") return undefined;
    return outcome === "inconclusive" && look.allowInconclusive ? "warning" : "error";
  };
  const at = (level: AnnotationLevel) =>
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
    ...workflowCommands("error", at("error"), REST),
    ...workflowCommands("warning", at("warning"), REST),
    ...workflowCommands("notice", notices, REST),
  ].join("");
}
