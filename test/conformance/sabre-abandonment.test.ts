import { describe, expect, it } from "vitest";
import { OUTCOME_CODE } from "../../src/model/session.js";
import { readOracle } from "../support/oracles.js";
import { expectFigures, playSeries, type SabreSeries } from "./sabre.js";

/*
 * The simulator Sabre with abandonment: as published, where the policy is asked afresh after a download that was given
 * up, and with that slip mended, where the level that it named is fetched.
 */

interface Series extends SabreSeries {
  readonly profile: "sabre" | "sabre-fixed";
  readonly requests: readonly (readonly [segment: number, level: number, abandonedTo: number | null])[];
  readonly abandoned: number;
}

const series = readOracle<Series[]>("sabre-abandon.json");

it("there are series of both profiles, with and without downloads given up", () => {
  expect(series).toHaveLength(66);
  for (const profile of ["sabre", "sabre-fixed"]) {
    const given = series.filter((each) => each.profile === profile).map(({ abandoned }) => abandoned);
    expect(given).toContain(0);
    expect(Math.max(...given)).toBeGreaterThan(10);
  }
});

describe.each(series)("$profile: $config on $trace", (recorded) => {
  it("has the requests of Sabre, what they were given up for, and its figures", () => {
    const session = playSeries(recorded, recorded.profile);
    const { segment, level, outcome, count } = session.log.requests;
    const wanted = session.abandonedTo.values();
    const requests = Array.from({ length: count }, (_, row) => [
      segment[row],
      level[row],
      outcome[row] === OUTCOME_CODE.abandoned ? wanted.next().value : null,
    ]);
    expect(requests).toEqual(recorded.requests);
    expectFigures(session, recorded);
  });
});
