import type { Interval } from "../../model/interval.js";
import { type FitFigure, isWithin } from "../../model/trace-fit.js";
import { kbpsFromBps } from "../../units.js";
import { withUnit } from "../figures.js";
import type { Listing, ListingColumn } from "../listings/index.js";
import { decimal, minus, NO_VALUE, type Scale, scaled, scaleFor } from "../number-format.js";

/** The figures of a fit, a row each, measured beside generated. */
export function fitListing(figures: readonly FitFigure[]): Listing<FitFigure> {
  const value = (
    name: string,
    read: (figure: FitFigure) => number | undefined,
  ): ListingColumn<FitFigure> => ({
    name,
    read,
    show: (figure) => shown(figure, read(figure)),
  });
  const band = (
    name: string,
    heading: string,
    read: (figure: FitFigure) => Interval | undefined,
  ): ListingColumn<FitFigure> => ({
    name,
    heading,
    read: (figure) => read(figure)?.join(" "),
    show: (figure) => {
      const [low, high] = read(figure) ?? [];
      if (low === undefined) return NO_VALUE;
      const inside = isWithin(figure.generated, read(figure));
      return `${shown(figure, low)} to ${shown(figure, high)}${inside === false ? "  outside" : ""}`;
    },
  });
  return {
    columns: [
      { name: "figure", read: ({ label }) => label, show: (one) => withUnit(one.label, scaleIn(one)) },
      value("fitted to", ({ fittedTo }) => fittedTo),
      value("held out", ({ heldOut }) => heldOut),
      value("generated", ({ generated }) => generated),
      band("band", "band of\nthose held out", (figure) => figure.band),
      band("wider band", "band of\nthe difference", (figure) => figure.widerBand),
    ],
    rows: figures,
  };
}

/** One for all numbers of a row. */
function scaleIn({ unit, fittedTo, heldOut, generated }: FitFigure): Scale {
  if (unit === "%") return { symbol: "%", exponent: -2 };
  if (unit === "") return { symbol: "", exponent: 0 };
  const rates = [fittedTo, heldOut, generated].map((rate) => rate && kbpsFromBps(rate));
  return scaleFor("kbit/s", rates);
}

function shown(figure: FitFigure, value: number | undefined): string {
  if (value === undefined) return NO_VALUE;
  const inUnit = figure.unit === "bit/s" ? kbpsFromBps(value) : value;
  return minus(decimal(scaled(inUnit, scaleIn(figure))));
}
