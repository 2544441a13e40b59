import { CALLS, HEADER, SAMPLE, textOf } from "../recordings/lines.js";

/** What a trace of a sample must be read as. */
export interface SampleTrace {
  readonly part?: string;
  readonly durations: readonly number[];
  readonly bandwidths: readonly number[];
  readonly latencies?: readonly number[];
  readonly losses?: readonly number[];
}

/** A file in one format, and what it must be read as. */
export interface Sample {
  readonly format: string;
  readonly text: string;
  readonly traces: readonly SampleTrace[];
  /** A line of the text, and what spoils it. */
  readonly bad: readonly { readonly line: number; readonly put: string }[];
}

/** One for each format, with values worked out by hand. */
export const SAMPLES: readonly Sample[] = [
  {
    format: "abrsim",
    text: "duration_s,bandwidth_kbps,latency_ms,loss\n1,2500,40,0\n0.5,0,60,0.25\n2.25,1200.5,80,1\n",
    traces: [
      {
        durations: [1, 0.5, 2.25],
        bandwidths: [2_500_000, 0, 1_200_500],
        latencies: [0.04, 0.06, 0.08],
        losses: [0, 0.25, 1],
      },
    ],
    bad: [
      { line: 1, put: "duration_s,bandwidth" },
      { line: 1, put: "duration_s,bandwidth_kbps,latency_ms,loss,jitter" },
      { line: 1, put: "duration_s,bandwidth_kbps,latency_ms,latency_ms" },
      { line: 2, put: "0,2500,40,0" },
      { line: 2, put: "1,-1,40,0" },
      { line: 3, put: "0.5,0,60" },
      { line: 3, put: "0,5,0,60,0.25" },
      { line: 3, put: "0.5,,60,0.25" },
      { line: 3, put: "0.5,0,,0.25" },
      { line: 3, put: "NaN,0,60,0.25" },
      { line: 4, put: "2.25,1e999,80,1" },
      { line: 4, put: "2.25,Infinity,80,1" },
      { line: 4, put: "2.25,1200,80,1.5" },
      { line: 4, put: "2.25,1200,-80,1" },
      { line: 4, put: "2.25,0x10,80,1" },
      { line: 4, put: '2.25,"1200"5,80,1' },
    ],
  },
  {
    format: "sabre",
    text: [
      "[",
      '  {"duration_ms": 1000, "bandwidth_kbps": 1285, "latency_ms": 100},',
      '  {"duration_ms": 840.5, "bandwidth_kbps": 0, "latency_ms": 20},',
      '  {"bandwidth_kbps": 1.5e3, "latency_ms": 0, "duration_ms": 2000, "cell": "a\\"b", "roaming": false}',
      "]",
      "",
    ].join("\n"),
    traces: [
      {
        durations: [1, 0.8405, 2],
        bandwidths: [1_285_000, 0, 1_500_000],
        latencies: [0.1, 0.02, 0],
      },
    ],
    bad: [
      { line: 2, put: '  {"duration_ms": 0, "bandwidth_kbps": 1285, "latency_ms": 100},' },
      { line: 2, put: '  {"duration_ms": "1000", "bandwidth_kbps": 1285, "latency_ms": 100},' },
      { line: 2, put: '  {"duration": 1000, "bandwidth_kbps": 1285, "latency_ms": 100},' },
      { line: 2, put: '  {"duration_ms": 1000, "bandwidth_kbps": NaN, "latency_ms": 100},' },
      { line: 3, put: '  {"duration_ms": 840, "bandwidth_kbps": -5, "latency_ms": 20},' },
      { line: 3, put: '  {"duration_ms": 840, "bandwidth_kbps": 5},' },
      { line: 3, put: '  {"duration_ms": 840, "bandwidth_kbps": 1e999, "latency_ms": 20},' },
      { line: 3, put: '  {"duration_ms": 840, "bandwidth_kbps": [5], "latency_ms": 20},' },
      { line: 3, put: '  {"duration_ms": 840, "bandwidth_kbps: 5, "latency_ms": 20},' },
      { line: 3, put: '  {"duration_ms" 840, "bandwidth_kbps": 5, "latency_ms": 20},' },
      { line: 3, put: "  {}," },
      { line: 3, put: "  7," },
      { line: 5, put: ",]" },
      { line: 5, put: "] []" },
    ],
  },
  {
    format: "pensieve",
    text: "0.0\t2.29\n1.01\t1.36\n2.011\t2.92\n4.011 0\n",
    traces: [
      {
        durations: [1.01, 1.001, 2],
        bandwidths: [1_360_000, 2_920_000, 0],
      },
    ],
    bad: [
      { line: 2, put: "0.0\t1.36" },
      { line: 2, put: "1.01\t-1.36" },
      { line: 2, put: "1.01" },
      { line: 2, put: "1.01\t1.36\t7" },
      { line: 3, put: "1.0\t2.92" },
      { line: 3, put: "2.011\tinf" },
      { line: 3, put: "2,011\t2.92" },
      { line: 3, put: "1e9999\t2.92" },
      { line: 3, put: "2.011\t1e30" },
      { line: 3, put: "2000000000\t1" },
      { line: 4, put: "garbage" },
    ],
  },
  {
    format: "mahimahi",
    text: "1\n1\n4\n",
    traces: [
      {
        durations: [0.004],
        bandwidths: [9_000_000],
      },
    ],
    bad: [
      { line: 2, put: "0" },
      { line: 2, put: "1.5" },
      { line: 3, put: "-4" },
      { line: 3, put: "4 4" },
      { line: 3, put: "four" },
      { line: 3, put: "99999999999999999999" },
    ],
  },
  {
    format: "oboe",
    text: "15.0 3168.6\n474.0 3168.6\n514.0 3183.2\n905.0 3183.2\n",
    traces: [
      {
        durations: [0.459, 0.04, 0.391],
        bandwidths: [3_168_600, 3_175_900, 3_183_200],
      },
    ],
    bad: [
      { line: 2, put: "474.0" },
      { line: 3, put: "473.0 3183.2" },
      { line: 3, put: "514.0 -3183.2" },
      { line: 3, put: "514.0 NaN" },
      { line: 3, put: "514.0;3183.2" },
      { line: 4, put: "1e13 3183.2" },
    ],
  },
  {
    format: "recording",
    text: textOf(
      HEADER,
      { ...CALLS.sample, sample: { ...SAMPLE, start_s: 0, first_byte_s: 0.5, end_s: 2.5, bits: 4e6 } },
      { ...CALLS.sample, sample: { ...SAMPLE, start_s: 3, first_byte_s: 3.5, end_s: 5.5, bits: 8e6 } },
      HEADER,
      { ...CALLS.sample, sample: { ...SAMPLE, start_s: 0, first_byte_s: 0, end_s: 1, bits: 3e6 } },
    ),
    traces: [
      { part: "1", durations: [3.5, 2], bandwidths: [2e6, 4e6], latencies: [0.5, 0.5] },
      { part: "2", durations: [1], bandwidths: [3e6] },
    ],
    bad: [
      { line: 1, put: "{}" },
      { line: 2, put: '{"call":"sample"}' },
      { line: 2, put: "not JSON" },
    ],
  },
];
