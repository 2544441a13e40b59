import { type BitsPerSecond, kbpsFromBps, type Seconds } from "../../units.js";
import type { ListingColumn } from "../listings/index.js";
import {
  decimal,
  minus,
  NO_VALUE,
  percent,
  type Scale,
  scaled,
  scaleFor,
  withoutTrailingZeros,
} from "../number-format.js";

/** Bit/s: in kbps for programs, on one scale throughout the table for people. */
export function rateFigure<Row>(
  name: string,
  heading: string,
  scale: Scale,
  read: (row: Row) => BitsPerSecond | undefined,
): ListingColumn<Row> {
  return figure(`${name}_kbps`, `${heading}\n${scale.symbol}`, kbps(read), (value) =>
    decimal(scaled(value, scale)),
  );
}

const kbps =
  <Row>(read: (row: Row) => BitsPerSecond | undefined) =>
  (row: Row): number | undefined => {
    const rate = read(row);
    return rate === undefined ? undefined : kbpsFromBps(rate);
  };

/** A number shown with three significant digits, or in another way. */
export function figure<Row>(
  name: string,
  heading: string,
  read: (row: Row) => number | undefined,
  show: (value: number) => string = (value) => withoutTrailingZeros(decimal(value)),
): ListingColumn<Row> {
  return {
    name,
    heading,
    read,
    show: (row) => {
      const value = read(row);
      return value === undefined ? NO_VALUE : minus(show(value));
    },
  };
}

const SECONDS_PER_HOUR = 3600;

export const hoursFigure = <Row>(read: (row: Row) => Seconds): ListingColumn<Row> =>
  figure("hours", "hours", (row) => read(row) / SECONDS_PER_HOUR);

/** A share from 0 to 1. */
export const shareFigure = <Row>(
  name: string,
  heading: string,
  read: (row: Row) => number | undefined,
): ListingColumn<Row> => figure(name, heading, read, percent);

/** The scale for rates of many traces: that of the middle one, so that one of another unit does not decide for all. */
export function scaleOfMiddle(rates: readonly BitsPerSecond[]): Scale {
  const ascending = [...rates].sort((a, b) => a - b);
  return scaleFor(
    "kbit/s",
    ascending.slice(ascending.length >> 1, (ascending.length >> 1) + 1).map(kbpsFromBps),
  );
}
