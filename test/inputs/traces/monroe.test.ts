import fc from "fast-check";
import { expect, it } from "vitest";
import { monroe } from "../../../src/inputs/traces/monroe.js";
import { tracesIn } from "./columns-of.js";
import { leftOutOf, totalOf } from "./totals.js";

interface Report {
  readonly TimeStamp: number;
  readonly Bytes: number;
  readonly SetupTime: number;
  readonly DownloadTime: number;
}

const REPORTS: readonly Report[] = [
  { TimeStamp: 1460720460, Bytes: 125_000, SetupTime: 0.5, DownloadTime: 0.5 },
  { TimeStamp: 1460720463, Bytes: 250_000, SetupTime: 0.5, DownloadTime: 1.5 },
];
const linesOf = (reports: readonly object[]) =>
  reports.map((report) => `${JSON.stringify(report)}\n`).join("");

it("reads an array, on several lines too, as it reads lines", async () => {
  const found = await tracesIn(monroe, [linesOf(REPORTS)]);
  expect(await tracesIn(monroe, [JSON.stringify(REPORTS)])).toEqual(found);
  expect(await tracesIn(monroe, [`\n${JSON.stringify(REPORTS, null, 2)}`])).toEqual(found);
  expect(found).toHaveLength(1);
});

it("leaves out the time between downloads, unless told otherwise", async () => {
  const durations = async (gaps?: "hold") => {
    const [trace] = await tracesIn(monroe, [linesOf(REPORTS)], "file", gaps);
    return [...trace!.columns.durations];
  };
  expect(await durations()).toEqual([0.5, 1.5]);
  // Set-up and download of the first are alike, and the 2 s after it hold its rate and its latency; then comes the second.
  expect(await durations("hold")).toEqual([3.5, 1.5]);
});

it("takes the other spelling of the time stamp", async () => {
  const respelt = REPORTS.map(({ TimeStamp: Timestamp, ...rest }) => ({ Timestamp, ...rest }));
  expect(await tracesIn(monroe, [linesOf(respelt)])).toEqual(await tracesIn(monroe, [linesOf(REPORTS)]));
});

it("parts modems by node, SIM card and interface", async () => {
  const modems = [
    { NodeId: "40", Iccid: "8946", InterfaceName: "usb0" },
    { NodeId: 41, InterfaceName: "usb0" },
    { Iccid: "8947" },
    {},
  ];
  const text = linesOf(modems.map((modem) => ({ ...modem, ...REPORTS[0] })));
  expect((await tracesIn(monroe, [text])).map(({ part }) => part)).toEqual([
    "40-8946",
    "41-usb0",
    "8947",
    undefined,
  ]);
});

it("leaves out downloads of nothing, and modems whose downloads took no time", async () => {
  const reports = [
    ...REPORTS,
    { ...REPORTS[0]!, Bytes: 0 },
    { ...REPORTS[0]!, NodeId: "40", DownloadTime: 0 },
  ];
  expect(await leftOutOf(monroe, linesOf(reports))).toEqual([
    "1 download of nothing",
    "1 download that took no time",
  ]);
});

it("keeps the bits and the seconds of sound downloads", async () => {
  const ms = (max: number) => fc.integer({ min: 1, max }).map((value) => value / 1000);
  const sound = fc.record({
    wait: ms(60_000),
    setup: ms(2000),
    download: ms(20_000),
    bytes: fc.integer({ min: 1, max: 1e8 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(sound, { minLength: 1, maxLength: 30 }), async (of) => {
      let end = 1460720460;
      const reports = of.map(({ wait, setup, download, bytes }) => {
        const TimeStamp = end + wait;
        end = TimeStamp + setup + download;
        return { TimeStamp, Bytes: bytes, SetupTime: setup, DownloadTime: download };
      });
      const [trace] = await tracesIn(monroe, [linesOf(reports)]);
      const { seconds, bits } = totalOf(trace!);
      // Times are rounded to microseconds, of which the shortest download has a thousand.
      const expected = of.reduce((sum, { bytes }) => sum + 8 * bytes, 0);
      expect(seconds).toBeCloseTo(
        of.reduce((sum, { download }) => sum + download, 0),
        4,
      );
      expect(Math.abs(bits / expected - 1)).toBeLessThan(2e-3);
    }),
    { numRuns: 50 },
  );
});
