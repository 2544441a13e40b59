import { CALLS, HEADER, SAMPLE, textOf } from "../recordings/lines.js";
import { CMCD_SAMPLES } from "./cmcd-samples.js";
import { PUBLISHED_SAMPLES } from "./published-samples.js";

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
  {
    format: "har",
    text: [
      '{"log": {"version": "1.2", "creator": {"name": "]"}, "pages": [{"id": "entries"}], "entries": [',
      '  {"startedDateTime": "2024-05-17T10:00:00.000Z",',
      '   "request": {"method": "GET", "url": "https://example.org/1.m4s?\\"}]", "bodySize": 7},',
      '   "response": {"status": 200, "bodySize": 250000, "_transferSize": 250123},',
      '   "timings": {"blocked": 100, "dns": -1, "connect": 350, "ssl": 90, "send": 50, "wait": 500, "receive": 1000}},',
      '  {"startedDateTime": "2024-05-17T12:00:01.500+02:00",',
      '   "response": {"status": 206, "bodySize": -1, "_transferSize": 500000},',
      '   "timings": {"send": 0, "wait": 250, "receive": 1000}},',
      '  {"startedDateTime": "2024-05-17T10:00:03.000Z", "_fromCache": "disk",',
      '   "response": {"status": 200, "bodySize": 9}, "timings": {"wait": 0, "receive": 0.5}}',
      " ]",
      "}}",
      "",
    ].join("\n"),
    traces: [
      // From 0 s to 0.5 s the first is waited for, from 0.5 s to 1.5 s it arrives; so with the second, 1 s later.
      {
        durations: [1, 0.25, 0.25, 0.75],
        bandwidths: [2e6, 2e6, 6e6, 4e6],
        latencies: [0.5, 0.375, 0.375, 0.25],
      },
    ],
    bad: [
      { line: 2, put: '  {"startedDateTime": "yesterday",' },
      { line: 2, put: '  {"startedDateTime": "1970-05-17T10:00:00.000Z",' },
      { line: 2, put: '  {"started": "2024-05-17T10:00:00.000Z",' },
      { line: 2, put: '  nothing, {"startedDateTime": "2024-05-17T10:00:00.000Z",' },
      { line: 4, put: '   "response": {"status": 200, "bodySize": "250000"},' },
      { line: 4, put: '   "response": {"headers": [{"name": "Content-Length", "value": "many"}]},' },
      { line: 4, put: '   "response": [250000],' },
      { line: 4, put: '   "response": {"bodySize": 250000],' },
      { line: 5, put: '   "timings": {"wait": 500}},' },
      { line: 5, put: '   "timings": {"wait": -500, "receive": 1000}},' },
      { line: 5, put: '   "timings": {"wait": 500, "receive": 1e-99}},' },
      { line: 5, put: '   "timings": 7},' },
      { line: 11, put: " }" },
      { line: 12, put: "}}}" },
      { line: 12, put: "}}, {}" },
    ],
  },
  {
    format: "ucc",
    text: [
      "Timestamp,Longitude,Latitude,Speed,Operatorname,CellID,NetworkMode,RSRP,RSRQ,SNR,CQI,RSSI,DL_bitrate,UL_bitrate,State,PINGAVG",
      "2019.12.16_13.40.04,-8.39,51.94,0,B,12,LTE,-95,-13,1.0,7,-,16,5,I,-",
      "2019.12.16_13.40.05,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,1500,5,D,-",
      "2019.12.16_13.40.06,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-80,4000,5,D,31",
      "2019.12.16_13.40.06,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,5000,5,D,-",
      "2019.12.16_13.40.07,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,-,-,D,-",
      "2019.12.16_13.40.09,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,0,5,D,-",
      "",
    ].join("\n"),
    // An idle second; 1.5 Mbps; the mean of 4 and 5; a second without a rate and one without a row; nothing arrives.
    traces: [{ durations: [1, 1, 1, 2, 1], bandwidths: [1.5e6, 1.5e6, 4.5e6, 4.5e6, 0] }],
    bad: [
      { line: 1, put: "Timestamp,Latitude,DL_bitrat,State" },
      { line: 1, put: "Timestamp,DL_bitrate" },
      { line: 1, put: "Timestamp,DL_bitrate,State,DL_bitrate" },
      { line: 3, put: "2019.12.16_13.40.05,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,1500,5,D" },
      { line: 3, put: "2019.12.16_13.40.05,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,1500 kbps,5,D,-" },
      { line: 3, put: "2019.12.16_13.40.05,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,-1500,5,D,-" },
      { line: 3, put: "2019-12-16 13:40:05,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,1500,5,D,-" },
      { line: 3, put: "2019.12.16_13.40.03,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,1500,5,D,-" },
      { line: 3, put: "2019.13.16_13.40.05,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,1500,5,D,-" },
      { line: 7, put: "2219.12.16_13.40.09,-8.39,51.94,0,B,12,5G,-95,-13,1.0,7,-,0,5,D,-" },
    ],
  },
  {
    format: "lumos5g",
    text: [
      "run_num,seq_num,abstractSignalStr,latitude,longitude,movingSpeed,compassDirection,nrStatus,lte_rssi,lte_rsrp,lte_rsrq,lte_rssnr,nr_ssRsrp,nr_ssRsrq,nr_ssSinr,Throughput,mobility_mode,trajectory_direction,tower_id",
      "1,1,2,44.97,-93.25,0.0,150,NOT_RESTRICTED,-61,-94,-14,2147483647,,,,93,driving,CW,2",
      "1,2,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,1201.5,driving,CW,2",
      "2,1,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,,driving,CW,2",
      "1,5,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,2147483647,driving,CW,2",
      "1,6,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,0,driving,CW,2",
      "2,2,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,450,walking,ACW,2",
      "",
    ].join("\n"),
    traces: [
      { part: "1", durations: [1, 1, 3, 1], bandwidths: [93e6, 1201.5e6, 1201.5e6, 0] },
      { part: "2", durations: [1, 1], bandwidths: [450e6, 450e6] },
    ],
    bad: [
      { line: 1, put: "run_num,seq_num,throughput" },
      { line: 2, put: "1,1,2,44.97" },
      {
        line: 3,
        put: "1,0,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,1201.5,driving,CW,2",
      },
      {
        line: 3,
        put: "1,1.5,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,1201.5,driving,CW,2",
      },
      {
        line: 3,
        put: "one,2,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,1201.5,driving,CW,2",
      },
      {
        line: 3,
        put: "1,2,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,fast,driving,CW,2",
      },
      {
        line: 3,
        put: "1,2,2,44.97,-93.25,0.0,150,CONNECTED,-61,-94,-14,2147483647,-80,-11,22,2147483646,driving,CW,2",
      },
    ],
  },
  {
    format: "nyu-mets",
    text: "3.97,Mbits/sec\n726,Kbits/sec\n0,bits/sec\n1.02,Gbits/sec\n",
    traces: [{ durations: [1, 1, 1, 1], bandwidths: [3_970_000, 726_000, 0, 1_020_000_000] }],
    bad: [
      { line: 1, put: "3.97,Mbits" },
      { line: 2, put: "726" },
      { line: 2, put: "726,Kbits/sec,Mbits/sec" },
      { line: 2, put: "-726,Kbits/sec" },
      { line: 3, put: ",bits/sec" },
      { line: 4, put: "1e9,Gbits/sec" },
      { line: 4, put: "1.02,__proto__" },
    ],
  },
  ...PUBLISHED_SAMPLES,
  ...CMCD_SAMPLES,
];
