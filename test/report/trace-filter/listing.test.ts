import { expect, it } from "vitest";
import type { TraceFiltering } from "../../../src/model/trace-filter.js";
import { LISTINGS } from "../../../src/report/listings/index.js";
import { filteredListing, rulesListing } from "../../../src/report/trace-filter/listing.js";
import { filterRecord } from "../../../src/report/trace-filter/record.js";

const filtering: TraceFiltering = {
  rules: [{ figure: "mean-mbps", low: 0.2, high: 6 }, { figure: "cov" }],
  bin: 1,
  traces: [
    { source: "a.csv", figures: { "mean-mbps": 1, cov: 0.5 }, broken: [], file: "a.csv" },
    { source: "b.jsonl", part: "2", figures: { "mean-mbps": 7 }, broken: ["mean-mbps", "cov"] },
    { source: "c.csv", figures: { "mean-mbps": 0 }, broken: ["cov"] },
  ],
};

it("counts what each rule dropped, and what it alone did", () => {
  expect(LISTINGS.csv(rulesListing(filtering))).toBe(
    "figure,from,to,dropped,dropped_by_it_alone\nmean-mbps,0.2,6,1,0\ncov,,,2,1\n",
  );
});

it("lists traces with the figures that there are rules for, and the rules that they broke", () => {
  expect(LISTINGS.csv(filteredListing(filtering))).toBe(
    'trace,mean-mbps,cov,broken\na.csv,1,0.5,\nb.jsonl#2,7,,"mean-mbps, cov"\nc.csv,0,,cov\n',
  );
});

it("is recorded as JSON, a line a trace", () => {
  const record = filterRecord(filtering);
  expect(JSON.parse(record)).toEqual({
    rules: filtering.rules,
    binSeconds: 1,
    kept: [{ source: "a.csv", figures: { "mean-mbps": 1, cov: 0.5 }, file: "a.csv" }],
    dropped: filtering.traces.slice(1),
  });
  expect(record.split("\n")).toHaveLength(15);
});
