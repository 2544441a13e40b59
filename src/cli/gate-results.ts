import { InputError } from "../errors.js";
import { gateFolder, updateBaseline } from "../experiment/gate/gate-folder.js";
import type { GateOutcome } from "../model/gate.js";
import { appendToFile, writeFileAtomically } from "../report/files.js";
import { GATE_FORMATS } from "../report/gate/index.js";
import { printable } from "../report/names.js";
import { EXIT } from "./exit-codes.js";
import { stdoutLook } from "./stdout.js";

/** The flags of `abrsim gate`, as commander gives them. */
export interface GateFlags {
  readonly baseline?: string;
  readonly update?: boolean;
  readonly margin?: Readonly<Record<string, number | string>>;
  readonly weights?: Readonly<Record<string, number>>;
  readonly targets?: readonly string[];
  readonly threshold?: readonly string[];
  readonly allowInconclusive?: boolean;
  readonly format: "table" | "json" | "markdown";
  readonly junit?: string;
  readonly markdown?: string;
  /** Missing: where GitHub Actions says that it is there. */
  readonly github?: boolean;
}

/** Holds results to a baseline and to limits, or writes the baseline, and returns the exit code. */
export async function gateResults(results: string, flags: GateFlags): Promise<number> {
  const { baseline, update = false, margin: margins, weights, targets, threshold: thresholds } = flags;
  if (update) return writeBaseline(results, flags);
  const result = await gateFolder(results, { baseline, margins, weights, targets, thresholds });
  const { allowInconclusive = false, junit, markdown, format } = flags;
  const look = { ...stdoutLook(), allowInconclusive };
  if (junit !== undefined) await writeFileAtomically(junit, GATE_FORMATS.junit(result, look));
  if (markdown !== undefined) await writeFileAtomically(markdown, GATE_FORMATS.markdown(result, look));
  process.stdout.write(GATE_FORMATS[format](result, look));
  if (flags.github ?? process.env["GITHUB_ACTIONS"] === "true") {
    // Workflow commands are heard on stdout; a program that reads JSON there is not to meet them.
    const to = format === "json" ? process.stderr : process.stdout;
    to.write(GATE_FORMATS.github(result, look));
    const summary = process.env["GITHUB_STEP_SUMMARY"];
    if (summary) await appendToFile(summary, GATE_FORMATS.markdown(result, look));
  }
  return exitCode(result.outcome, allowInconclusive);
}

function exitCode(outcome: GateOutcome, allowInconclusive: boolean): number {
  if (outcome === "fail") return EXIT.gateFailed;
  return outcome === "inconclusive" && !allowInconclusive ? EXIT.gateFailed : EXIT.done;
}

async function writeBaseline(
  results: string,
  { baseline: file, margin: margins }: GateFlags,
): Promise<number> {
  if (file === undefined)
    throw new InputError({
      where: "--update",
      expected: "a file to write the baseline to",
      received: "none",
      hint: "Name it with --baseline",
    });
  const { policies, premises } = await updateBaseline(results, file, { margins });
  const names = Object.keys(policies);
  const traces = Object.keys(premises.traces).length;
  process.stdout.write(
    `Wrote ${printable(file)}: ${names.length} ${names.length === 1 ? "policy" : "policies"} on ${traces} ${traces === 1 ? "trace" : "traces"}.\n`,
  );
  return EXIT.done;
}
