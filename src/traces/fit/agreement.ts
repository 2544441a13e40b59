import type { Interval } from "../../model/interval.js";
import type { Trace } from "../../model/trace.js";
import type { SampledFigure, TraceSetFigures } from "../../model/trace-figures.js";
import type { FitFigure } from "../../model/trace-fit.js";
import { randomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import { setFigures } from "../set-figures.js";

/** The sets that are compared. */
export interface Sets<T> {
  readonly fittedTo: T;
  readonly heldOut: T;
  readonly generated: T;
}

interface Described extends Pick<FitFigure, "name" | "label" | "unit"> {
  /** What it may be. */
  readonly range: Interval;
  read(figures: TraceSetFigures): SampledFigure | undefined;
}

const UPWARDS: Interval = [0, Number.POSITIVE_INFINITY];

const FIGURES: readonly Described[] = [
  { name: "mean_kbps", label: "mean", unit: "bit/s", range: UPWARDS, read: ({ mean }) => mean },
  { name: "p5_kbps", label: "5th percentile", unit: "bit/s", range: UPWARDS, read: ({ p5 }) => p5 },
  { name: "p50_kbps", label: "median", unit: "bit/s", range: UPWARDS, read: ({ p50 }) => p50 },
  { name: "p95_kbps", label: "95th percentile", unit: "bit/s", range: UPWARDS, read: ({ p95 }) => p95 },
  {
    name: "outage_share",
    label: "below 0.1 Mbit/s",
    unit: "%",
    range: [0, 1],
    read: ({ outageShare }) => outageShare,
  },
  {
    name: "cov",
    label: "CoV of a trace",
    unit: "",
    range: UPWARDS,
    read: ({ coefficientOfVariation }) => coefficientOfVariation,
  },
];

const correlationAt = (lag: Seconds, index: number): Described => ({
  name: `autocorrelation_${lag}s`,
  label: `autocorrelation at ${lag} s`,
  unit: "",
  range: [-1, 1],
  read: ({ autocorrelation }) => autocorrelation[index]!.figure,
});

/**
 * The figures of three sets beside each other. The band is the bootstrap's interval of the traces held out, over traces.
 * The wider one is that of the difference between the halves, from the intervals of both (the square-and-add method: Zou
 * and Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008), laid about the
 * figure of those held out: of a perfect generator, 95 of 100 figures lie in it, and fewer in the first.
 */
export function agreement(sets: Sets<readonly Trace[]>, bin: Seconds, seed: number): FitFigure[] {
  const figuresOf = (half: keyof Sets<unknown>) =>
    setFigures(half, sets[half], { bin, random: randomStream(seed, "fit", "agreement", half) });
  const [fittedTo, heldOut, generated] = [
    figuresOf("fittedTo"),
    figuresOf("heldOut"),
    figuresOf("generated"),
  ];
  const described = [
    ...FIGURES,
    ...heldOut.autocorrelation.map(({ lag }, index) => correlationAt(lag, index)),
  ];
  return described
    .map(({ read, range, ...about }) => {
      const [fitted, held] = [read(fittedTo), read(heldOut)];
      return {
        ...about,
        fittedTo: fitted?.value,
        heldOut: held?.value,
        generated: read(generated)?.value,
        band: held?.interval,
        widerBand: fitted && held && widened(held, fitted, range),
      };
    })
    .filter(({ heldOut: value }) => value !== undefined);
}

/** An interval about `held`, within its range, in which a value may lie that is as uncertain as `fitted`. */
function widened(held: SampledFigure, fitted: SampledFigure, [least, most]: Interval): Interval | undefined {
  if (held.interval === undefined || fitted.interval === undefined) return undefined;
  const [low, high] = held.interval;
  const [fittedLow, fittedHigh] = fitted.interval;
  return [
    Math.max(least, held.value - Math.hypot(held.value - low, fittedHigh - fitted.value)),
    Math.min(most, held.value + Math.hypot(high - held.value, fitted.value - fittedLow)),
  ];
}
