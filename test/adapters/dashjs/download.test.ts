import { afterEach, describe, expect, it, vi } from "vitest";
import { downloadOf } from "../../../src/adapters/dashjs/download.js";
import type { DashjsFragmentEvent } from "../../../src/adapters/dashjs/player.js";

const EPOCH = 1e12;
const date = (ms: number) => new Date(EPOCH + ms);

/** Dates on another clock than the page's: there the request was made at 5,000 ms. */
const event = (more: object = {}, bytes = 1000) =>
  ({
    request: {
      url: "http://localhost/1.m4s",
      startDate: date(0),
      firstByteDate: date(100),
      endDate: date(400),
      bytesLoaded: bytes,
      ...more,
    },
    response: { byteLength: bytes },
  }) as unknown as DashjsFragmentEvent;
const NOW = 5400;

const timing = (startTime: number, more: object = {}) => ({
  startTime,
  responseStart: startTime + 90,
  responseEnd: startTime + 390,
  transferSize: 1300,
  encodedBodySize: 1000,
  ...more,
});

const browserTells = (...timings: object[]) => {
  vi.spyOn(performance, "getEntriesByName").mockReturnValue(timings as never);
};

afterEach(() => void vi.restoreAllMocks());

describe("a download", () => {
  it("is timed by the browser", () => {
    browserTells(timing(5001));
    expect(downloadOf(event(), NOW, 10)).toEqual({
      startMs: 5001,
      firstByteMs: 5091,
      endMs: 5391,
      bytes: 1000,
      cached: false,
    });
  });

  it("is not timed by another load of the same URL", () => {
    browserTells(timing(1000), timing(5001), timing(5300));
    expect(downloadOf(event(), NOW, 10)?.startMs).toBe(5001);
  });

  it("is looked up under the URL that was sent, where dash.js knows it", () => {
    browserTells(timing(5001));
    downloadOf(event({ resourceTimingValues: { name: "http://localhost/1.m4s?CMCD=x" } }), NOW, 10);
    expect(performance.getEntriesByName).toHaveBeenCalledWith("http://localhost/1.m4s?CMCD=x", "resource");
  });

  it("is timed by dash.js, on the page's clock, where the browser does not tell", () => {
    const own = { startMs: 5000, firstByteMs: 5100, endMs: 5400, bytes: 1000, cached: false };
    browserTells();
    expect(downloadOf(event(), NOW, 10)).toEqual(own);
    // Another origin, without Timing-Allow-Origin.
    browserTells(timing(5001, { responseStart: 0, transferSize: 0, encodedBodySize: 0 }));
    expect(downloadOf(event(), NOW, 10)).toEqual(own);
  });

  it("is a cache's when nothing was transferred, or it took no time", () => {
    browserTells(timing(5001, { transferSize: 0 }));
    expect(downloadOf(event(), NOW, 10)?.cached).toBe(true);
    browserTells();
    expect(downloadOf(event({ startDate: date(392) }), NOW, 10)?.cached).toBe(true);
    expect(downloadOf(event({ startDate: date(390) }), NOW, 10)?.cached).toBe(false);
  });

  it("is unknown without dates or bytes", () => {
    expect(downloadOf(event({ startDate: null }), NOW, 10)).toBeUndefined();
    expect(downloadOf(event({}, 0), NOW, 10)).toBeUndefined();
  });
});
