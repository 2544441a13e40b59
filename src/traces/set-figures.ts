import type { Trace } from "../model/trace.js";
import type { SampledFigure, TraceFigures, TraceSetFigures } from "../model/trace-figures.js";
import { type RandomStream, randomStream } from "../random.js";
import { bootstrapRatios, estimateQuantiles, type RatioColumn, sum } from "../statistics/index.js";
import { binned } from "./binned.js";
import { type FiguresOptions, figuresOfBins, LAGS, OUTAGE_BELOW } from "./figures.js";
import { countOutages } from "./outages.js";

const POOLED = [0.05, 0.5, 0.95] as const;

export interface SetFiguresOptions extends FiguresOptions {
  /** For the sampling errors; missing: a stream of the set's name, so that a set has the same ones whenever it is told. */
  readonly random?: RandomStream;
}

/** A trace with its bins. */
interface Member {
  readonly trace: Trace;
  readonly bins: Float64Array;
  readonly figures: TraceFigures;
}

/**
 * A set of traces in figures, with what each might be off by because these traces and no others were measured. All
 * intervals come of resampling traces: ratios of sums (mean, shares) have studentised ones, quantiles and medians
 * Woodruff's. That of the standard deviation is of the mean square about the mean that was found, which to first order is
 * the same. Shares of which no trace has anything are held to the share of such traces that there may be.
 *
 * @throws RangeError when the bin's length is not positive, or makes over 20 million bins
 */
export function setFigures(
  set: string,
  traces: readonly Trace[],
  options: SetFiguresOptions,
): TraceSetFigures {
  const { bin, lags = LAGS, random = randomStream(0, "sampling errors", set) } = options;
  const members = traces.map((trace): Member => {
    const bins = binned(trace, bin);
    return { trace, bins, figures: figuresOfBins(trace, bins, options) };
  });
  const [p5, p50, p95, coefficientOfVariation, coherence, ...correlations] = quantilesOf(
    members,
    lags,
    random,
  );
  return {
    set,
    members: members.map(({ figures }) => figures),
    duration: sum(members.map(({ trace }) => trace.period)),
    bin,
    ...ratiosOf(members, options, random),
    p5,
    p50,
    p95,
    coefficientOfVariation,
    autocorrelation: lags.map((lag, index) => ({ lag, figure: correlations[index] })),
    coherence,
  };
}

type Ratios = Pick<TraceSetFigures, "mean" | "standardDeviation" | "outageShare" | "briefOutageShare">;

function ratiosOf(members: readonly Member[], options: FiguresOptions, random: RandomStream): Ratios {
  const { bin, outageBelow = OUTAGE_BELOW } = options;
  const column = (read: (member: Member) => number) => Float64Array.from(members, read);
  const bins = column((member) => member.bins.length);
  const outages = members.map((member) => countOutages(member.bins, bin, outageBelow));
  const columns: readonly RatioColumn[] = [
    {
      numerator: column(({ trace }) => trace.bitsPerPeriod),
      denominator: column(({ trace }) => trace.period),
    },
    { numerator: squaresAboutPooledMean(members), denominator: bins },
    { numerator: Float64Array.from(outages, ({ out }) => out), denominator: bins },
    {
      numerator: Float64Array.from(outages, ({ out, outForLong }) => out - outForLong),
      denominator: Float64Array.from(outages, ({ outForLong }, index) => bins[index]! - outForLong),
    },
  ];
  const estimates = bootstrapRatios({ columns, random });
  const [mean, square, outageShare, briefOutageShare] = columns.map(({ numerator, denominator }, index) => {
    const below = sum(denominator);
    if (!(below > 0)) return undefined;
    return { value: sum(numerator) / below, interval: estimates[index]!.intervals[0] };
  });
  return {
    mean,
    standardDeviation: rootOf(square, sum(bins)),
    outageShare: shareOf(outageShare, members.length),
    briefOutageShare: shareOf(briefOutageShare, members.length),
  };
}

/** Of each member, the sum of the squares of what its bins differ from the mean of all bins. */
function squaresAboutPooledMean(members: readonly Member[]): Float64Array {
  const all = sum(members.map(({ bins }) => bins.length));
  const centre = sum(members.map(({ bins }) => sum(bins))) / all;
  return Float64Array.from(members, ({ bins }) => sum(bins.map((capacity) => (capacity - centre) ** 2)));
}

/** The standard deviation (n - 1) whose square divided by n is given. */
function rootOf(square: SampledFigure | undefined, n: number): SampledFigure | undefined {
  if (square === undefined || n < 2) return undefined;
  const root = (value: number) => Math.sqrt((value * n) / (n - 1));
  const { value, interval } = square;
  return { value: root(value), interval: interval && [root(interval[0]), root(interval[1])] };
}

/**
 * A share ends at 1. Where no trace has anything of it, resampling sees none either; but 1 in n / 3 traces might, and
 * with 95 % not more ("rule of three": Hanley & Lippman-Hand, JAMA 1983), each for at most all of its time.
 */
function shareOf(share: SampledFigure | undefined, traces: number): SampledFigure | undefined {
  if (share?.interval === undefined) return share;
  const high = share.value > 0 ? Math.min(1, share.interval[1]) : 1 - 0.05 ** (1 / traces);
  return { value: share.value, interval: [share.interval[0], high] };
}

/** Of all bins at {@link POOLED}; then medians over the traces' figures: CoV, coherence time, autocorrelations. */
function quantilesOf(
  members: readonly Member[],
  lags: readonly number[],
  random: RandomStream,
): (SampledFigure | undefined)[] {
  const figures: readonly ((figures: TraceFigures) => number | undefined)[] = [
    (of) => of.coefficientOfVariation,
    (of) => of.coherence,
    ...lags.map((_, index) => (of: TraceFigures) => of.autocorrelation[index]!.value),
  ];
  const [pooled, ...medians] = estimateQuantiles({
    samples: [
      { clusters: members.map(({ bins }) => bins.slice().sort()), probabilities: POOLED },
      ...figures.map((read) => ({
        clusters: members.map((member) => Float64Array.of(...present(read(member.figures)))),
        probabilities: [0.5],
      })),
    ],
    random,
  });
  return [...POOLED.map((_, index) => pooled![index]), ...medians.map(([median]) => median)];
}

const present = (value: number | undefined): readonly number[] => (value === undefined ? [] : [value]);
