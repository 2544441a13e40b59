import pc from "picocolors";
import type { FaultSeverity, FoundFault } from "../../model/trace-faults.js";
import { type Listing, type ListingLook, paragraphs } from "../listings/index.js";
import { printable } from "../names.js";
import { count } from "../number-format.js";
import { type AnnotationLevel, workflowCommands } from "../workflow-commands.js";
import { faultInWords } from "./fault-in-words.js";

/** A fault as it is told. */
export interface ToldFault {
  readonly severity: FaultSeverity;
  /** What it is called, as in `traces/lint`; "unreadable" for a file that is no trace. */
  readonly rule: string;
  /** A file, with the part of it where it has several; or a folder. */
  readonly where: string;
  /** Missing for what is told of a folder. */
  readonly file?: string;
  /** From the beginning of the trace, in seconds. */
  readonly at?: number;
  readonly what: string;
  readonly hint: string;
}

/** @param file that it is told of; missing for a folder */
export function toldFault({ severity, name, fault }: FoundFault, file: string | undefined): ToldFault {
  return {
    severity,
    rule: fault.rule,
    where: name,
    ...(file !== undefined && { file }),
    ...("at" in fault && { at: fault.at }),
    ...faultInWords(fault),
  };
}

/** For people: what is amiss, file by file, and how much in all. */
export function faultsInWords(
  faults: readonly ToldFault[],
  traces: number,
  { width = 100, colour = false }: ListingLook = {},
): string {
  const paint = pc.createColors(colour);
  const byPlace = new Map<string, ToldFault[]>();
  for (const fault of faults) {
    const there = byPlace.get(fault.where);
    if (there) there.push(fault);
    else byPlace.set(fault.where, [fault]);
  }
  const blocks = [...byPlace].map(([where, there]) => {
    const items = there.map(({ severity, rule, what, hint }) => ({
      name: `  ${severity.padEnd(WIDEST)}  ${rule}`,
      lines: [what, { quiet: hint }],
    }));
    const text = paragraphs(items, { width, colour });
    return `${paint.underline(printable(where))}\n${text}\n`;
  });
  return blocks.join("") + summary(faults, byPlace.size, traces);
}

const WIDEST = "warning".length;

function summary(faults: readonly ToldFault[], places: number, traces: number): string {
  const looked = `${count(traces)} ${traces === 1 ? "trace" : "traces"}`;
  if (faults.length === 0) return `${looked}, nothing found\n`;
  const of = (severity: FaultSeverity) => faults.filter((fault) => fault.severity === severity).length;
  const several = (n: number, one: string) => (n === 0 ? [] : [`${count(n)} ${one}${n === 1 ? "" : "s"}`]);
  const counts = [...several(of("error"), "error"), ...several(of("warning"), "warning")];
  if (of("info") > 0) counts.push(`${count(of("info"))} for information`);
  return `${counts.join(", ")}, in ${count(places)} ${places === 1 ? "place" : "places"}; ${looked} read\n`;
}

/** For programs. */
export const faultListing = (faults: readonly ToldFault[]): Listing<ToldFault> => ({
  columns: [
    { name: "severity", read: ({ severity }) => severity },
    { name: "rule", read: ({ rule }) => rule },
    { name: "where", read: ({ where }) => where },
    { name: "at_s", read: ({ at }) => at },
    { name: "what", read: ({ what }) => what },
    { name: "hint", read: ({ hint }) => hint },
  ],
  rows: faults,
});

const LEVELS = { error: "error", warning: "warning", info: "notice" } as const satisfies Readonly<
  Record<FaultSeverity, AnnotationLevel>
>;

/** Workflow commands for the log of a GitHub Actions job. */
export function faultAnnotations(faults: readonly ToldFault[]): string {
  return (["error", "warning", "info"] as const)
    .flatMap((severity) => {
      const annotations = faults
        .filter((fault) => fault.severity === severity)
        .map(({ rule, where, file, what, hint }) => ({
          title: `abrsim traces lint: ${rule}`,
          message: printable(`${where}: ${what}. ${hint}.`),
          ...(file !== undefined && { file }),
        }));
      const rest = { title: "abrsim traces lint", where: "which --format table lists" };
      return workflowCommands(LEVELS[severity], annotations, rest);
    })
    .join("");
}
