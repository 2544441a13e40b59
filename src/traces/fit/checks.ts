/** What cannot be fitted to, and why. */
import { InputError } from "../../errors.js";
import type { Trace } from "../../model/trace.js";
import type { Seconds } from "../../units.js";
import type { BinnedTraces } from "./binned-traces.js";

/** Traces of fewer bins say too little of how capacity follows itself. */
export const FEWEST_BINS = 10;
/** In all traces: more takes more than some hundred MB. */
const MOST_BINS = 2_000_000;
/** Fewer traces in all, and neither what differs between traces nor the band of those held out can be told. */
const FEWEST_TRACES = 8;
const FEWEST_IN_HALF = 3;

/** @throws InputError where there are too few */
export function checkTraces({ length }: readonly Trace[], heldOutShare: number): void {
  if (length < FEWEST_TRACES)
    throw new InputError({
      where: "traces to fit to",
      expected: `at least ${FEWEST_TRACES} of at least ${FEWEST_BINS} bins`,
      received: String(length),
      hint: "What differs between traces, and how far chance may go, is not seen in fewer; name more, or make --bin shorter",
    });
  const heldOut = Math.round(heldOutShare * length);
  if (Math.min(heldOut, length - heldOut) < FEWEST_IN_HALF)
    throw new InputError({
      where: "--hold-out",
      expected: `a share that leaves at least ${FEWEST_IN_HALF} of the ${length} traces to fit to and as many to compare with`,
      received: String(heldOutShare),
    });
}

/** @throws InputError where there are too many */
export function checkBin(traces: readonly Trace[], bin: Seconds): void {
  const bins = traces.reduce((total, { period }) => total + period / bin, 0);
  if (bins > MOST_BINS)
    throw new InputError({
      where: "--bin",
      expected: `bins of which there are at most ${MOST_BINS} in all`,
      received: `${bin} s, which makes ${Math.round(bins)}`,
      hint: "Choose longer bins, or fewer traces",
    });
}

/** @throws InputError for one capacity throughout */
export function checkVaries({ series }: BinnedTraces): void {
  const [first] = series[0]!;
  if (series.some((values) => values.some((value) => value !== first))) return;
  throw new InputError({
    where: "traces to fit to",
    expected: "capacity that varies",
    received: "one capacity throughout",
    hint: "The generator for these is `constant`",
  });
}
