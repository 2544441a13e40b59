import { describe, expect, it } from "vitest";
import { readOracle } from "../support/oracles.js";
import { expectFigures, playSeries, type SabreSeries } from "./sabre.js";

/*
 * The simulator Sabre without abandonment, driven by each of its policies: levels equal, figures to 1e-6 relative or
 * 1e-5 absolute.
 */

interface Series extends SabreSeries {
  readonly levels: readonly number[];
}

const series = readOracle<Series[]>("sabre.json");

it("there are sixty series, of ten configurations on six traces", () => {
  expect(series).toHaveLength(60);
  expect(new Set(series.map(({ config }) => config)).size).toBe(10);
  expect(new Set(series.map(({ trace }) => trace)).size).toBe(6);
});

describe.each(series)("$config on $trace", (recorded) => {
  it("has the levels and the figures of Sabre", () => {
    const session = playSeries(recorded, "sabre", { abandonment: false });
    const { level, count } = session.log.requests;
    expect(Array.from(level.subarray(0, count))).toEqual(recorded.levels);
    expectFigures(session, recorded);
  });
});
