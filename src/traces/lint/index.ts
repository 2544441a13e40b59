import type { Trace } from "../../model/trace.js";
import type { FaultSeverity, FoundFault, TraceFault } from "../../model/trace-faults.js";
import type { TraceNote } from "../../model/trace-note.js";
import { constant } from "./constant.js";
import { duplicates } from "./duplicate.js";
import { frozen } from "./frozen.js";
import { hardlyMeasured } from "./hardly-measured.js";
import { hugeRate } from "./huge-rate.js";
import { lateStart } from "./late-start.js";
import { longInterval } from "./long-interval.js";
import { longOutage } from "./long-outage.js";
import { noCapacity } from "./no-capacity.js";
import { repeatedBlock } from "./repeated-block.js";
import { rowsLeftOut } from "./rows-left-out.js";
import { type LintedTrace, type LintRule, lintedSet, lintedTrace } from "./rule.js";
import { short } from "./short.js";
import { slivers } from "./slivers.js";
import { unitOfSet } from "./unit-of-set.js";
import { unitOfTrace } from "./unit-of-trace.js";

/** What is looked for in every trace, in the order in which it is told. */
const RULES: readonly LintRule[] = [
  noCapacity,
  lateStart,
  longOutage,
  hardlyMeasured,
  rowsLeftOut,
  unitOfTrace,
  hugeRate,
  longInterval,
  slivers,
  frozen,
  repeatedBlock,
  constant,
  short,
];

/** What may be wrong with traces, by themselves, in their sets and beside each other; in their order, sets' first. */
export function lintTraces(
  traces: readonly { readonly trace: Trace; readonly notes: readonly TraceNote[] }[],
): FoundFault[] {
  const sets = new Map<string, LintedTrace[]>();
  for (const { trace, notes } of traces) {
    const linted = lintedTrace(trace, notes);
    const members = sets.get(trace.set);
    if (members) members.push(linted);
    else sets.set(trace.set, [linted]);
  }
  const copies = duplicates(traces.map(({ trace }) => trace));
  const found: FoundFault[] = [];
  const tell = (name: string, severity: FaultSeverity, fault: TraceFault | undefined) => {
    if (fault) found.push({ name, severity, fault });
  };
  for (const [set, members] of sets) {
    const usual = lintedSet(members);
    tell(set, "warning", unitOfSet(usual));
    for (const linted of members) {
      const { name } = linted.trace;
      for (const { severity, check } of RULES) tell(name, severity, check(linted, usual));
      const first = copies.get(linted.trace);
      if (first) tell(name, "warning", { rule: "duplicate", of: first.name });
    }
  }
  return found;
}
