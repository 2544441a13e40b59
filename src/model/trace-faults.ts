import type { BitsPerSecond, Seconds } from "../units.js";
import type { Gaps } from "./trace-note.js";

/** `error`: of no use as it is. `warning`: probably not what was meant. `info`: worth knowing. */
export type FaultSeverity = "error" | "warning" | "info";

/** What may be wrong with a trace; each kind is found, and explained, by the file of its name in `traces/lint`. */
export type TraceFault =
  | { readonly rule: "no-capacity"; readonly duration: Seconds }
  | {
      readonly rule: "long-outage";
      /** Of the longest, from the beginning of the trace. */
      readonly at: Seconds;
      readonly longest: Seconds;
      readonly count: number;
      /** Of all of them together. */
      readonly total: Seconds;
      /** Of the trace. */
      readonly duration: Seconds;
    }
  /** By its first time stamp, or by a silence at its beginning. */
  | { readonly rule: "late-start"; readonly shown: "stamp" | "silence"; readonly time: Seconds }
  | { readonly rule: "rows-left-out"; readonly words: string }
  | {
      readonly rule: "hardly-measured";
      /** Of its time, from 0 to 1. */
      readonly share: number;
      readonly gaps: Gaps;
    }
  | {
      /** A trace beside those of its set. */
      readonly rule: "unit";
      readonly of: "trace";
      readonly rate: BitsPerSecond;
      /** That of the set. */
      readonly usual: BitsPerSecond;
      /** Times which its rates would be usual. */
      readonly factor: number;
    }
  | {
      readonly rule: "unit";
      readonly of: "set";
      readonly rate: BitsPerSecond;
      /** Times which its rates would be plausible; missing where no slip of unit explains them. */
      readonly factor?: number;
    }
  | {
      readonly rule: "huge-rate";
      readonly at: Seconds;
      readonly rate: BitsPerSecond;
      /** The highest of the rest. */
      readonly rest: BitsPerSecond;
      readonly count: number;
    }
  | {
      readonly rule: "long-interval";
      readonly at: Seconds;
      readonly length: Seconds;
      /** The longest of the rest. */
      readonly rest: Seconds;
    }
  | {
      readonly rule: "slivers";
      /** Of the first. */
      readonly at: Seconds;
      readonly count: number;
      readonly shortest: Seconds;
      readonly usual: Seconds;
    }
  | { readonly rule: "duplicate"; readonly of: string }
  | {
      readonly rule: "repeated-block";
      readonly at: Seconds;
      /** Where the same comes before. */
      readonly before: Seconds;
      readonly length: Seconds;
      readonly intervals: number;
    }
  | {
      readonly rule: "frozen";
      readonly at: Seconds;
      readonly length: Seconds;
      readonly intervals: number;
      readonly rate: BitsPerSecond;
    }
  | { readonly rule: "constant"; readonly rate: BitsPerSecond }
  | { readonly rule: "short"; readonly duration: Seconds };

/** A fault, and whose. */
export interface FoundFault {
  readonly severity: FaultSeverity;
  /** The name of a trace, or of a set. */
  readonly name: string;
  readonly fault: TraceFault;
}
