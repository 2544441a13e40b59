import type { TraceFault } from "../../model/trace-faults.js";
import { type BitsPerSecond, kbpsFromBps, type Seconds } from "../../units.js";
import { printable } from "../names.js";
import { count, percent, quantity } from "../number-format.js";

export interface FaultInWords {
  /** What was found, where in the trace. */
  readonly what: string;
  /** What to do about it, as imperative sentences. */
  readonly hint: string;
}

const rate = (value: BitsPerSecond) => quantity(kbpsFromBps(value), "kbit/s");
const time = (value: Seconds) => quantity(value, "s");

const times = (factor: number) =>
  factor >= 1 ? `${count(factor)} times as high` : `${count(1 / factor)} times lower`;

type Words = {
  readonly [Rule in TraceFault["rule"]]: (fault: TraceFault & { readonly rule: Rule }) => FaultInWords;
};

const WORDS: Words = {
  "no-capacity": ({ duration }) => ({
    what: `nothing can arrive in all of its ${time(duration)}`,
    hint: "Leave it out, or check the column that its rates are read from",
  }),
  "long-outage": ({ at, longest, count: outages, total, duration }) => ({
    what:
      outages === 1
        ? `below 0.1 Mbit/s for ${time(longest)}, from ${time(at)} on`
        : `${count(outages)} times below 0.1 Mbit/s for more than a minute, ${percent(total / duration)} of its time; the longest ${time(longest)}, from ${time(at)} on`,
    hint: "If nobody measured then, cut it out (traces cut); if it is real, mind that every policy stalls",
  }),
  "late-start": ({ shown, time: late }) =>
    shown === "stamp"
      ? {
          what: `the first time is ${time(late)}, which is taken for the beginning`,
          hint: "If it is a part of a longer trace, nothing; if the file should begin at 0, look for what is missing",
        }
      : {
          what: `nothing arrives in the first ${time(late)}`,
          hint: "Cut it off (traces cut), unless sessions should begin by waiting",
        },
  "rows-left-out": ({ words }) => ({
    what: `left out: ${printable(words)}`,
    hint: "Nothing, if they are few; else look at the file",
  }),
  "hardly-measured": ({ share, gaps }) => ({
    what: `measured for ${percent(share)} of its time; the rest is filled in (--gaps ${gaps})`,
    hint: "Convert it with --gaps drop, or measure with larger downloads",
  }),
  unit: (fault) =>
    fault.of === "trace"
      ? {
          what: `its usual rate is ${rate(fault.rate)}, that of its set ${rate(fault.usual)}`,
          hint: `Check the unit: rates ${times(fault.factor)} would fit in`,
        }
      : {
          what: `its traces run at ${rate(fault.rate)}, as no link that video is watched on`,
          hint:
            fault.factor === undefined
              ? "Check which column the rates are read from"
              : `Check the unit: rates ${times(fault.factor)} would be plausible`,
        },
  "huge-rate": ({ at, rate: found, rest, count: intervals }) => ({
    what: `${rate(found)} at ${time(at)}, where all but ${intervals === 1 ? "this interval have" : `${count(intervals)} intervals have`} ${rate(rest)} or less`,
    hint: "Correct or remove it: it is probably a slip, or a missing value written as a number",
  }),
  "long-interval": ({ at, length, rest }) => ({
    what: `one interval of ${time(length)} at ${time(at)}, where all others last ${time(rest)} or less`,
    hint: "If rows are missing there, cut it out (traces cut)",
  }),
  slivers: ({ at, count: intervals, shortest, usual }) => ({
    what: `${intervals === 1 ? "one interval" : `${count(intervals)} intervals`} of next to no time (the first at ${time(at)}, the shortest ${quantity(shortest, "s")}), where ${time(usual)} is usual`,
    hint: "Merge them with their neighbours; rates measured over so little say nothing",
  }),
  duplicate: ({ of }) => ({
    what: `the same as ${printable(of)}, interval by interval`,
    hint: "Leave one of them out, or it counts twice",
  }),
  "repeated-block": ({ at, before, length, intervals }) => ({
    what: `${count(intervals)} intervals (${time(length)}) from ${time(at)} on are those from ${time(before)} on again`,
    hint: "If it was lengthened by repeating it, cut it to one round: traces repeat by themselves",
  }),
  frozen: ({ at, length, intervals, rate: found }) => ({
    what: `stands still at ${rate(found)} for ${count(intervals)} intervals (${time(length)}), from ${time(at)} on`,
    hint: "If it was filled in, cut it out (traces cut)",
  }),
  constant: ({ rate: found }) => ({
    what: `always ${rate(found)}`,
    hint: "Nothing, if it is a throttle: but it says nothing of how policies adapt",
  }),
  short: ({ duration }) => ({
    what: `lasts ${time(duration)}, and repeats`,
    hint: "Leave it out (traces filter), or play something shorter over it",
  }),
};

export function faultInWords(fault: TraceFault): FaultInWords {
  // Each function takes what it is listed under; that the two go together, the compiler cannot see.
  const words = WORDS[fault.rule] as (fault: TraceFault) => FaultInWords;
  return words(fault);
}
