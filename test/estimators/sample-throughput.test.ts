import { describe, expect, it } from "vitest";
import { requestThroughput, transferThroughput } from "../../src/estimators/sample-throughput.js";

const sample = { start: 10, firstByte: 11, end: 14, bits: 12_000, level: 0 };

describe("requestThroughput", () => {
  it("counts the wait for the first bit", () => expect(requestThroughput(sample)).toBe(3000));
  it("is undefined for a request that took no time", () =>
    expect(requestThroughput({ ...sample, firstByte: 10, end: 10 })).toBeUndefined());
});

describe("transferThroughput", () => {
  it("leaves the wait for the first bit out", () => expect(transferThroughput(sample)).toBe(4000));
  it("is undefined for bits that came all at once", () =>
    expect(transferThroughput({ ...sample, end: 11 })).toBeUndefined());
});
