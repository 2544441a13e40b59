import { describe, expect, it } from "vitest";
import type { FoundFault } from "../../../src/model/trace-faults.js";
import { LISTINGS } from "../../../src/report/listings/index.js";
import {
  faultAnnotations,
  faultListing,
  faultsInWords,
  toldFault,
} from "../../../src/report/trace-figures/index.js";

const outage: FoundFault = {
  severity: "warning",
  name: "a.csv",
  fault: { rule: "long-outage", at: 10, longest: 90, count: 1, total: 90, duration: 300 },
};
const constant: FoundFault = {
  severity: "info",
  name: "b\u001b[31m,:%.csv",
  fault: { rule: "constant", rate: 2e6 },
};

describe("faults", () => {
  it("are told file by file, with what to do, and counted", () => {
    const told = [toldFault(outage, "a.csv"), toldFault(constant, "b.csv")];
    expect(faultsInWords(told, 5)).toBe(`a.csv
  warning  long-outage  below 0.1 Mbit/s for 90 s, from 10 s on
                        If nobody measured then, cut it out (traces cut); if it is real, mind that
                        every policy stalls

b\ufffd[31m,:%.csv
  info     constant  always 2 Mbit/s
                     Nothing, if it is a throttle: but it says nothing of how policies adapt

1 warning, 1 for information, in 2 places; 5 traces read
`);
    expect(faultsInWords([], 1)).toBe("1 trace, nothing found\n");
  });

  it.each<[FoundFault["fault"], string]>([
    [
      { rule: "long-outage", at: 10, longest: 90, count: 2, total: 150, duration: 300 },
      "2 times below 0.1 Mbit/s for more than a minute, 50 % of its time; the longest 90 s, from 10 s on",
    ],
    [{ rule: "late-start", shown: "silence", time: 7 }, "nothing arrives in the first 7 s"],
    [
      { rule: "huge-rate", at: 3, rate: 9e9, rest: 3e6, count: 1 },
      "9 Gbit/s at 3 s, where all but this interval have 3 Mbit/s or less",
    ],
    [
      { rule: "slivers", at: 3, count: 2, shortest: 0.001, usual: 1 },
      "2 intervals of next to no time (the first at 3 s, the shortest 0.001 s), where 1 s is usual",
    ],
    [
      { rule: "hardly-measured", share: 0.32, gaps: "mean" },
      "measured for 32 % of its time; the rest is filled in (--gaps mean)",
    ],
  ])("are put in words: %j", (fault, words) => {
    expect(toldFault({ severity: "info", name: "a", fault }, undefined).what).toBe(words);
  });

  it("name the factor of a unit both ways", () => {
    const hintOf = (factor: number) =>
      toldFault(
        {
          severity: "warning",
          name: "a",
          fault: { rule: "unit", of: "trace", rate: 1e6, usual: 8e6, factor },
        },
        undefined,
      ).hint;
    expect(hintOf(8)).toBe("Check the unit: rates 8 times as high would fit in");
    expect(hintOf(1 / 1000)).toBe("Check the unit: rates 1,000 times lower would fit in");
  });

  it("are rows for programs", () => {
    expect(JSON.parse(LISTINGS.json(faultListing([toldFault(outage, "a.csv")])))).toEqual([
      {
        severity: "warning",
        rule: "long-outage",
        where: "a.csv",
        at_s: 10,
        what: "below 0.1 Mbit/s for 90 s, from 10 s on",
        hint: expect.stringContaining("traces cut"),
      },
    ]);
  });

  it("are annotations of a workflow, escaped, the gravest first", () => {
    const text = faultAnnotations([toldFault(constant, "b,:%.csv"), toldFault(outage, undefined)]);
    const [warning, notice] = text.trim().split("\n");
    expect(warning).toMatch(/^::warning title=abrsim traces lint%3A long-outage::a\.csv: below/);
    expect(notice).toMatch(/^::notice file=b%2C%3A%25\.csv,title=abrsim traces lint%3A constant::b/);
    expect(notice).toContain("%25.csv: always 2 Mbit/s");
    expect(text).not.toContain("\u001b");
  });

  it("are counted where GitHub would drop them", () => {
    const many = Array.from({ length: 25 }, () => toldFault(outage, "a.csv"));
    const lines = faultAnnotations(many).trim().split("\n");
    expect(lines).toHaveLength(10);
    expect(lines[9]).toContain("16 more, which --format table lists.");
  });
});
