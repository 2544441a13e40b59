import { describe, expect, it } from "vitest";
import { oboe } from "../../../src/report/trace-formats/oboe.js";
import { pensieve } from "../../../src/report/trace-formats/pensieve.js";
import { sabre } from "../../../src/report/trace-formats/sabre.js";
import { readBack, written } from "./written.js";

const intervals = [
  { duration: 1.01, bandwidth: 1_360_000, latency: 0.1 },
  { duration: 0.5, bandwidth: 0, latency: 0.029 },
];

describe("sabre", () => {
  it("is a JSON array with an object a line", () => {
    expect(written(sabre, intervals)).toBe(
      '[\n{"duration_ms":1010,"bandwidth_kbps":1360,"latency_ms":100},\n{"duration_ms":500,"bandwidth_kbps":0,"latency_ms":29}\n]\n',
    );
  });

  it("refuses a trace without latency, saying how to give one", () => {
    expect(() => written(sabre, [{ duration: 1, bandwidth: 1 }])).toThrow(
      "file: expected a latency in every interval, as Sabre needs one, got none. Give the latency of all of them with --latency-ms",
    );
  });
});

describe("pensieve", () => {
  it("has a row at 0 and one at the end of each interval, in s and Mbps", () => {
    expect(written(pensieve, intervals)).toBe("0 1.36\n1.01 1.36\n1.51 0\n");
  });

  it("does not let rounding of times add up", () => {
    const tenths = Array.from({ length: 1000 }, () => ({ duration: 0.1, bandwidth: 1e6 }));
    expect(written(pensieve, tenths)).toMatch(/\n99\.9 1\n100 1\n$/);
  });

  it("joins what is too short for times with what follows, and loses no bit", async () => {
    const short = [
      { duration: 1, bandwidth: 1e6 },
      { duration: 1e-6, bandwidth: 5e6 },
      { duration: 1, bandwidth: 3e6 },
      { duration: 1e-6, bandwidth: 0 },
    ];
    const back = await readBack(pensieve, short);
    expect(back.durations).toHaveLength(2);
    expect(back.period).toBeCloseTo(2.000002, 9);
    expect(back.bitsPerPeriod).toBeCloseTo(4_000_005, 2);
  });

  it.each([1e-6, 1e-5 - 1e-9])("refuses a trace of %s s in all", (duration) => {
    expect(() => written(pensieve, [{ duration, bandwidth: 1 }])).toThrow("a trace of 0.00001 to");
  });
});

describe("oboe", () => {
  it("has two rows of ms and kbps an interval", () => {
    expect(written(oboe, intervals)).toBe("0 1360\n1010 1360\n1010 0\n1510 0\n");
  });
});
