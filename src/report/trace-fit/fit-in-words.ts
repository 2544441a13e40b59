import { type FitCaution, isWithin, type TraceFit } from "../../model/trace-fit.js";
import { count, quantity } from "../number-format.js";

/** What was done, as a title. */
export function fitTitle({ kind, fittedTo, heldOut, bin, seed }: TraceFit): string {
  const traces = `${count(fittedTo.length)} of ${count(fittedTo.length + heldOut.length)} traces`;
  return `${kind} fitted to ${traces}, split by seed ${seed}, in bins of ${quantity(bin, "s")}`;
}

/** What the figures show, how they are to be read, and what to bear in mind: sentences without a full stop. */
export function fitInWords(fit: TraceFit): string[] {
  return [conclusion(fit), legend(fit), ...fit.cautions.map(cautionInWords)];
}

function conclusion({ figures }: TraceFit): string {
  const compared = figures.filter(({ generated, band }) => isWithin(generated, band) !== undefined);
  const off = compared.filter(({ generated, band }) => !isWithin(generated, band));
  const wrong = compared.filter(({ generated, widerBand }) => isWithin(generated, widerBand) === false);
  const inside = `${compared.length - off.length} of ${compared.length} figures lie in the band of those held out`;
  if (wrong.length === 0)
    return `${inside}, and all in that of the difference: the traces do not show the generator to be wrong`;
  return `${inside}. Outside that of the difference too, where chance alone puts one in twenty: ${wrong.map(({ label }) => label).join(", ")}`;
}

function legend({ generated }: TraceFit): string {
  return [
    "Pooled over bins; CoV and autocorrelation are medians of traces",
    `Generated: ${count(generated)} traces, as long as those held out`,
    "Bands: 95 %, by resampling traces: of those held out alone, from which a perfect generator is off more often than " +
      "that, having been fitted to a sample; and of the difference between the two samples",
  ].join(". ");
}

function cautionInWords(caution: FitCaution): string {
  switch (caution.kind) {
    case "few-traces":
      return `Only ${tracesInWords(caution.traces)} ${caution.traces === 1 ? "was" : "were"} ${caution.half}: of so few, bands come out too narrow`;
    case "too-short":
      return `Left out for having fewer than ${caution.bins} bins: ${tracesInWords(caution.traces)}`;
    case "latency-unknown":
      return `The traces do not tell their latency: the generator has a usual one, ${quantity(1000 * caution.latency, "ms")}`;
  }
}

const tracesInWords = (traces: number) => `${count(traces)} ${traces === 1 ? "trace" : "traces"}`;
