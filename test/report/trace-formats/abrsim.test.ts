import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abrsimCsv } from "../../../src/report/trace-formats/abrsim.js";
import { bpsFromKbps, secondsFromMs } from "../../../src/units.js";

describe("abrsimCsv", () => {
  it("writes a header and a row an interval, with line feeds", () => {
    const intervals = [
      { duration: 1, bandwidth: 1_285_000 },
      { duration: 0.5, bandwidth: 0 },
    ];
    expect(abrsimCsv(intervals)).toBe("duration_s,bandwidth_kbps\n1,1285\n0.5,0\n");
  });

  it("writes latency in ms and loss as a share", () => {
    const intervals = [{ duration: 1, bandwidth: 500, latency: 0.045, loss: 0.25 }];
    expect(abrsimCsv(intervals)).toBe("duration_s,bandwidth_kbps,latency_ms,loss\n1,0.5,45,0.25\n");
  });

  it("leaves out a column that not every interval has", () => {
    const intervals = [
      { duration: 1, bandwidth: 1000, latency: 0.1, loss: 0 },
      { duration: 1, bandwidth: 1000, loss: 0.5 },
    ];
    expect(abrsimCsv(intervals)).toBe("duration_s,bandwidth_kbps,loss\n1,1,0\n1,1,0.5\n");
  });

  it("writes no speck that a change of unit leaves", () => {
    expect(abrsimCsv([{ duration: 1, bandwidth: 1, latency: 0.029 }])).toMatch(/,29\n$/);
  });

  it("writes a latency and a bandwidth that came out of a file as they stood there", () => {
    // As many digits as a file may sensibly have.
    const decimal = fc.integer({ min: 0, max: 1e12 }).map((scaled) => scaled / 1e4);
    fc.assert(
      fc.property(decimal, decimal, (kbps, ms) => {
        const written = abrsimCsv([
          { duration: 1, bandwidth: bpsFromKbps(kbps), latency: secondsFromMs(ms) },
        ]);
        expect(written.split("\n")[1]).toBe(`1,${kbps},${ms}`);
      }),
    );
  });
});
