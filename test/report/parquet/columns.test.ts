import { expect, it } from "vitest";
import { SESSION_COLUMNS } from "../../../src/metrics/catalogue.js";
import { OPTIONAL_COLUMNS } from "../../../src/metrics/optional/index.js";
import { parquetColumns } from "../../../src/report/parquet/columns.js";
import { QOE_COLUMNS } from "../builder.js";

const metrics = [...SESSION_COLUMNS, ...OPTIONAL_COLUMNS, ...QOE_COLUMNS];
const columns = parquetColumns({ kind: "sessions", columns: metrics }, false);

it("metrics that count, and no others, are whole", () => {
  const whole = columns.filter(({ type, nullable }) => type === "int32" && nullable).map(({ name }) => name);
  expect(whole).toEqual([
    ...["stall_count", "switches", "upswitches", "downswitches", "requests", "abandoned", "failed_requests"],
    ...["cdn_switches", "episodes_watched", "retries"],
  ]);
});

it("whose session a row is, is never missing; a figure may be", () => {
  const identity = columns.slice(0, columns.length - metrics.length);
  expect(identity.map(({ nullable }) => nullable)).not.toContain(true);
  expect(columns.slice(identity.length).map(({ nullable }) => nullable)).not.toContain(false);
});

it("rows of several clients say which, where there is one", () => {
  for (const kind of ["sessions", "segments"] as const)
    expect(parquetColumns({ kind, columns: [] }, true)[2]).toEqual({
      name: "client",
      type: "text",
      nullable: true,
    });
});
