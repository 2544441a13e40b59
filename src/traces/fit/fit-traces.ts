import type { TraceGenerator } from "../../inputs/generators/index.js";
import type { Trace } from "../../model/trace.js";
import type { FitCaution, FitKind, TraceFit } from "../../model/trace-fit.js";
import { randomStream } from "../../random.js";
import { type Seconds, secondsFromMs } from "../../units.js";
import { wholeBins } from "../binned.js";
import { defaultBin } from "../default-bin.js";
import { agreement } from "./agreement.js";
import { binnedTraces } from "./binned-traces.js";
import { checkBin, checkTraces, checkVaries, FEWEST_BINS } from "./checks.js";
import { FITS } from "./fit-kinds.js";
import { generatedLike } from "./generated-like.js";
import { fittedLatency } from "./latency.js";
import { normalScores } from "./normal-scores.js";
import { split } from "./split.js";

export interface FitOptions {
  /** Of the generator. */
  readonly name: string;
  readonly kind: FitKind;
  /** Over 0 and below 1. */
  readonly heldOutShare: number;
  /** Missing: what suits the traces. */
  readonly bin?: Seconds | undefined;
  /** Of the split, and of all that is drawn. */
  readonly seed: number;
}

/** Of fewer, bootstrap intervals are known to be too narrow. */
const FEW_IN_HALF = 15;
/** Where traces do not say their latency: what generators have by default. */
const USUAL_LATENCY = { medianMs: 50, spread: 0, withCapacity: 0 };
/** Traces generated for each one held out, so that chance in them hardly counts; */
const GENERATED_PER_TRACE = 20;
/** ... fewer where they would have more rows than this, which is also the most that one may have. */
const MOST_ROWS = 1_000_000;

/**
 * Fits a generator to a share of the traces, drawn at random, and compares what it generates with the others.
 *
 * @throws InputError where the traces are too few, too short or all of one capacity
 */
export function fitTraces(
  traces: readonly Trace[],
  options: FitOptions,
): { readonly fit: TraceFit; readonly generator: TraceGenerator } {
  const { name, kind, heldOutShare, seed } = options;
  const bin = options.bin ?? defaultBin(traces);
  checkBin(traces, bin);
  const long = traces.filter((trace) => wholeBins(trace, bin) >= FEWEST_BINS);
  checkTraces(long, heldOutShare);
  const { fitting, heldOut } = split(long, heldOutShare, randomStream(seed, "fit", "split"));
  const measured = binnedTraces(fitting, bin);
  checkVaries(measured);
  const scores = normalScores(measured.series);
  const latency = fittedLatency(fitting, scores, bin);
  const generator: TraceGenerator = {
    name,
    description: `${kind} fitted to measured traces`,
    source: sourceInWords(fitting, long.length, bin, options),
    ...FITS[kind]({ measured, scores, latency: latency ?? USUAL_LATENCY, seed }),
  };
  const generated = generatedLike(generator, repeated(heldOut, bin), seed);
  return {
    generator,
    fit: {
      kind,
      bin,
      seed,
      fittedTo: fitting.map(({ name }) => name),
      heldOut: heldOut.map(({ name }) => name),
      generated: generated.length,
      figures: agreement({ fittedTo: fitting, heldOut, generated }, bin, seed),
      cautions: [
        ...tooShort(traces.length - long.length),
        ...fewTraces("fitted to", fitting),
        ...fewTraces("held out", heldOut),
        ...(latency ? [] : [latencyUnknown]),
      ],
    },
  };
}

/** All that it takes to fit the same again. */
function sourceInWords(fitting: readonly Trace[], all: number, bin: Seconds, options: FitOptions): string {
  const { kind, heldOutShare, seed } = options;
  const sets = [...new Set(fitting.map(({ set }) => set))].join(", ");
  const flags = `--kind ${kind} --hold-out ${heldOutShare} --bin ${bin} --seed ${seed}`;
  return `abrsim traces fit ${flags}, to ${fitting.length} of ${all} traces of ${sets}`;
}

/** The durations of traces, again and again; of very long traces, as much as generators make. */
function repeated(traces: readonly Trace[], bin: Seconds): Seconds[] {
  const row = Math.min(1, bin);
  const durations = traces.map(({ period }) => Math.min(period, MOST_ROWS * row));
  const rows = (durations.length * Math.max(...durations)) / row;
  const times = Math.max(1, Math.min(GENERATED_PER_TRACE, Math.floor(MOST_ROWS / rows)));
  return Array.from({ length: times }, () => durations).flat();
}

const tooShort = (traces: number): FitCaution[] =>
  traces > 0 ? [{ kind: "too-short", traces, bins: FEWEST_BINS }] : [];
const fewTraces = (half: "fitted to" | "held out", { length }: readonly Trace[]): FitCaution[] =>
  length < FEW_IN_HALF ? [{ kind: "few-traces", half, traces: length }] : [];
const latencyUnknown: FitCaution = {
  kind: "latency-unknown",
  latency: secondsFromMs(USUAL_LATENCY.medianMs),
};
