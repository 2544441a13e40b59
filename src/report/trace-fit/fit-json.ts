import type { Interval } from "../../model/interval.js";
import { type FitFigure, isWithin, type TraceFit } from "../../model/trace-fit.js";
import { kbpsFromBps } from "../../units.js";

/** All of a fit, with the generator as its document says it. What is missing is left out. */
export function jsonFit(fit: TraceFit, generator: Readonly<Record<string, unknown>>): string {
  const { kind, bin, seed, fittedTo, heldOut, generated, figures, cautions } = fit;
  const document = {
    kind,
    bin_s: bin,
    seed,
    fitted_to: fittedTo,
    held_out: heldOut,
    generated_traces: generated,
    figures: figures.map(figureEntry),
    cautions: cautions.map(({ kind: caution, ...rest }) => ({ caution, ...rest })),
    generator,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Rates in kbit/s, as their names say. */
function figureEntry({ name, unit, fittedTo, heldOut, generated, band, widerBand }: FitFigure) {
  const inUnit = (value: number) => (unit === "bit/s" ? kbpsFromBps(value) : value);
  const both = (interval: Interval | undefined) => interval?.map(inUnit);
  return {
    figure: name,
    fitted_to: fittedTo && inUnit(fittedTo),
    held_out: heldOut && inUnit(heldOut),
    generated: generated && inUnit(generated),
    held_out_ci95: both(band),
    inside: isWithin(generated, band),
    difference_ci95: both(widerBand),
    inside_difference: isWithin(generated, widerBand),
  };
}
