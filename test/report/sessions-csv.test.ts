import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { SESSION_COLUMNS } from "../../src/metrics/catalogue.js";
import { csvLine } from "../../src/report/csv.js";
import { sessionLine, sessionsHeader } from "../../src/report/sessions-csv.js";
import { COLUMNS, identity } from "./builder.js";

describe("sessions.csv", () => {
  it("has the published columns in the published order", () => {
    expect(sessionsHeader(COLUMNS)).toBe(
      "scenario,policy,trace_set,trace,video,replicate,seed,status,startup_s,stall_s,stall_count,stall_ratio,seek_s," +
        "played_s,media_s,watched_s,completion,mean_bitrate_kbps,switches,switch_kbps,upswitches,downswitches," +
        "downloaded_bytes,wasted_bytes,requests,abandoned,failed_requests,mean_buffer_s,qoe_composite,qoe_linear\n",
    );
  });

  it("writes each value under its column, and leaves out what is missing", () => {
    const values = COLUMNS.map((_, column) => (column === 0 ? undefined : column + 0.5));
    const text =
      sessionsHeader(COLUMNS) +
      sessionLine({ identity: identity({ policy: "a,b" }), status: "quit", values });
    const [row] = parse(text, { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      scenario: "quickstart",
      policy: "a,b",
      trace_set: "3g-commute",
      status: "quit",
    });
    expect(row).toMatchObject({ replicate: "0", seed: "7", startup_s: "", stall_s: "1.5" });
    expect(row!["qoe_composite"]).toBe(String(SESSION_COLUMNS.length + 0.5));
  });

  it("says after the policy which of several clients it was, where any arm has them", () => {
    const of = identity({ client: "bb 2" });
    const { scenario, policy, traceSet, trace, video, replicate, seed } = of;
    const line = (clients: boolean) => sessionLine({ identity: of, status: "failed", values: [] }, clients);
    const rest = [traceSet, trace, video, replicate, seed, "failed"];
    expect(line(true)).toBe(csvLine([scenario, policy, "bb 2", ...rest]));
    expect(line(false)).toBe(csvLine([scenario, policy, ...rest]));
    expect(sessionsHeader([], true)).toMatch(/^scenario,policy,client,trace_set,/);
  });
});
