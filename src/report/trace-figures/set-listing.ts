import type { SampledFigure, TraceSetFigures } from "../../model/trace-figures.js";
import { kbpsFromBps } from "../../units.js";
import type { Listing, ListingColumn } from "../listings/index.js";
import { printable } from "../names.js";
import { estimate, minus, NO_VALUE, type Scale, scaled, withoutTrailingZeros } from "../number-format.js";
import { hoursFigure, scaleOfMiddle } from "./columns.js";

type Row = TraceSetFigures;

/** A figure of a set that has a sampling error. */
interface Sampled {
  /** For programs; ends in its unit. */
  readonly name: string;
  readonly heading: string;
  readonly read: (set: Row) => SampledFigure | undefined;
  /** For people; the value is in the unit of the name. */
  readonly scale: Scale;
  /** From the unit inside to that of the name. */
  readonly unit?: (value: number) => number;
}

/** A row a set, each figure with its 95 % interval: in brackets for people, in columns of their own for programs. */
export function setListing(sets: readonly Row[], audience: "people" | "programs"): Listing<Row> {
  const lead: readonly ListingColumn<Row>[] = [
    { name: "set", read: ({ set }) => set, show: ({ set }) => printable(set) },
    { name: "traces", read: ({ members }) => members.length },
    hoursFigure(({ duration }) => duration),
    { name: "bin_s", heading: "bin\ns", read: ({ bin }) => bin },
  ];
  const columnsOf = audience === "programs" ? forPrograms : forPeople;
  const all = figuresOf(sets).flatMap(columnsOf);
  const known = (column: ListingColumn<Row>) => sets.some((row) => column.read(row) !== undefined);
  return { columns: [...lead, ...(audience === "programs" ? all : all.filter(known))], rows: sets };
}

function figuresOf(sets: readonly Row[]): readonly Sampled[] {
  const ratesOn = scaleOfMiddle(sets.flatMap(({ mean }) => mean?.value ?? []));
  const rate = (name: string, read: Sampled["read"]): Sampled => ({
    name: `${name}_kbps`,
    heading: `${name}\n${ratesOn.symbol}`,
    read,
    scale: ratesOn,
    unit: kbpsFromBps,
  });
  const pure: Scale = { symbol: "", exponent: 0 };
  const percents: Scale = { symbol: "%", exponent: -2 };
  return [
    rate("mean", ({ mean }) => mean),
    rate("sd", ({ standardDeviation }) => standardDeviation),
    rate("p5", ({ p5 }) => p5),
    rate("p50", ({ p50 }) => p50),
    rate("p95", ({ p95 }) => p95),
    {
      name: "cov",
      heading: "CoV\nmedian",
      read: ({ coefficientOfVariation }) => coefficientOfVariation,
      scale: pure,
    },
    {
      name: "outage_share",
      heading: "in outage\n%",
      read: ({ outageShare }) => outageShare,
      scale: percents,
    },
    {
      name: "brief_outage_share",
      heading: "without\n> 60 s, %",
      read: ({ briefOutageShare }) => briefOutageShare,
      scale: percents,
    },
    ...(sets[0]?.autocorrelation ?? []).map(
      ({ lag }, index): Sampled => ({
        name: `acf_${lag}s`,
        heading: `ACF ${lag} s\nmedian`,
        read: ({ autocorrelation }) => autocorrelation[index]!.figure,
        scale: pure,
      }),
    ),
    { name: "coherence_s", heading: "1/e s\nmedian", read: ({ coherence }) => coherence, scale: pure },
  ];
}

function forPeople({ name, heading, read, scale, unit = (value) => value }: Sampled): ListingColumn<Row>[] {
  const onScale = (value: number) => scaled(unit(value), scale);
  return [
    {
      name,
      heading,
      read: (row) => read(row)?.value,
      show: (row) => {
        const figure = read(row);
        if (figure === undefined) return NO_VALUE;
        const { value, interval } = figure;
        const digits = estimate(onScale(value), interval && [onScale(interval[0]), onScale(interval[1])]);
        return minus(interval ? digits : withoutTrailingZeros(digits));
      },
    },
  ];
}

function forPrograms({ name, read, unit = (value) => value }: Sampled): ListingColumn<Row>[] {
  const at = (part: (figure: SampledFigure) => number | undefined) => (row: Row) => {
    const figure = read(row);
    const value = figure && part(figure);
    return value === undefined ? undefined : unit(value);
  };
  return [
    { name, read: at(({ value }) => value) },
    { name: `${name}_low`, read: at(({ interval }) => interval?.[0]) },
    { name: `${name}_high`, read: at(({ interval }) => interval?.[1]) },
  ];
}
