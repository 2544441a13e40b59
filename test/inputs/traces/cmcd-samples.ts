import type { Sample } from "./samples.js";

/** The session of the standard's example, and others that take turns with it. */
const QUERIES = [
  'CMCD=bl=21300,br=3200,bs,d=4004,mtp=25400,ot=v,sid="6e2f"',
  "https://cdn.example/a/1.m4s?x=1&CMCD=br%3D128%2Cd%3D4004%2Cmtp%3D9000%2Cot%3Da%2Csid%3D%226e2f%22",
  "/b/1.m4s?CMCD=br%3D800%2Cd%3D2000%2Cmtp%3D1200%2Cnor%3D%22..%252F2.m4s%22%2Cot%3Dv%2Csid%3D%22b%22&y=2",
  'CMCD=br=(6000;v 128;a),d=2002,mtp=(9000;a 25100;v),ot=v,sid="6e2f",sn=7,v=2',
  "/licence?id=7",
  'br=(3200;v),d=4000,mtp=(18000),ot=v,sid="6e2f",v=2,com.example-new="?"',
];

const HEADERS = [
  "GET /v/1.m4s HTTP/1.1",
  "Host: cdn.example",
  "CMCD-Object: br=3200,d=4004,ot=v",
  "CMCD-Request: mtp=25400",
  'CMCD-Session: sid="6e2f"',
  "CMCD-Status: bs",
  "",
  ":path: /v/2.m4s",
  "cmcd-request: mtp=(9000;a 18000;v)",
  "cmcd-object: d=2000,ot=v",
  'cmcd-session: sid="6e2f",v=2',
  "cmcd-request: mtp=800",
  'cmcd-session: sid="b"',
  "cmcd-object: d=1000,ot=av",
  "GET /favicon.ico HTTP/1.1",
  "Host: cdn.example",
];

const RECEIVED = { e: "rr", br: [{ value: 3000, params: { v: true } }], d: 4000, ot: "v", sid: "6e2f", v: 2 };
const JSON_LINES = [
  JSON.stringify({ ...RECEIVED, ts: 1_700_000_000_000, ttfb: 50, ttlb: 1050, rc: 200 }),
  JSON.stringify({ e: "t", ts: 1_700_000_001_000, mtp: [4000], sta: "p", sid: "b", v: 2 }),
  JSON.stringify({ e: "ps", ts: 1_700_000_001_200, mtp: [4000], sta: "p", sid: "6e2f", v: 2 }),
  JSON.stringify({ ...RECEIVED, ts: 1_700_000_003_050, ttfb: 90, ttfbb: 100, ttlb: 2100, rc: 200 }),
  JSON.stringify({ ...RECEIVED, ts: 1_700_000_007_000, ttfb: 100, ttlb: 200, rc: 404 }),
  JSON.stringify({ e: "t", ts: 1_700_000_031_000, mtp: [2000], sta: "p", sid: "b", v: 2 }),
  JSON.stringify({ "CMCD-Request": "mtp=700", "CMCD-Object": "d=4000,ot=v", "CMCD-Session": 'sid="c"' }),
  JSON.stringify({
    msec: "1700000009.500",
    request: "GET /1.m4s?CMCD=br%3D3200%2Cot%3Dv%2Csid%3D%22d%22 HTTP/1.1",
    request_time: "0.500",
    body_bytes_sent: "125000",
    status: "206",
  }),
];

const logged = (time: string, sid: string, then: string) =>
  `203.0.113.7 - - [${time}] "GET /1.m4s?CMCD=d%3D4004%2Cmtp%3D2500%2Cot%3Dv%2Csid%3D%22${sid}%22 HTTP/1.1" ${then}`;
const LOG = [
  logged("10/Oct/2026:13:55:40 +0200", "6e2f", '200 1000000 "-" "Player/1.0 (X11) 7" 2.000'),
  '203.0.113.7 - - [10/Oct/2026:13:55:41 +0200] "GET /favicon.ico HTTP/1.1" 404 12 "-" "-" 0.001',
  logged("10/Oct/2026:13:55:00 +0200", "b", '206 2500000 "-" "Player/1.0" 1000000'),
  logged("10/Oct/2026:11:55:45 +0000", "6e2f", '200 1000000 "-" "Player/1.0" "-" rt=1.000 uct=0.5'),
  logged("10/Oct/2026:11:00:00 +0000", "c", "200 500000"),
  logged("10/Oct/2026:11:00:03 +0000", "c", "200 -"),
  'example.net:443 ::1 - u [10/Oct/2026:11:00:04 +0000] "GET /2.m4s?CMCD=mtp=300,sid=\\"c\\" HTTP/2.0" 200 5',
  logged("10/Oct/2026:11:55:47 +0000", "6e2f", '503 1000000 "-" "Player/1.0" "-" rt=1.000 uct=0.5'),
];

const W3C = [
  "#Version: 1.0",
  "#Fields: date time x-edge-location sc-bytes cs-uri-stem sc-status cs-uri-query time-taken time-to-first-byte",
  "2026-10-10\t11:55:40\tFRA\t1000000\t/1.m4s\t200\tCMCD=d%253D4004%252Csid%253D%25226e2f%2522\t2.500\t0.500",
  "2026-10-10\t11:55:40\tFRA\t700\t/\t200\t-\t0.001\t0.001",
  "2026-10-10\t11:55:42\tFRA\t-\t/2.m4s\t200\tCMCD=mtp%3D900%2Csid%3D%22b%22\t-\t-",
  "#Fields: time date cs-uri-query",
  "11:55:45 2026-10-10 x=1&CMCD=mtp%3D600%2Cd%3D2000%2Csid%3D%22b%22",
];

const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;

/** One for each form in which CMCD is found. */
export const CMCD_SAMPLES: readonly Sample[] = [
  {
    format: "cmcd",
    text: text(QUERIES),
    // Without times: each object of video for as long as it plays.
    traces: [
      { part: "6e2f", durations: [4.004, 2.002, 4], bandwidths: [25.4e6, 25.1e6, 18e6] },
      { part: "b", durations: [2], bandwidths: [1.2e6] },
    ],
    bad: [
      { line: 1, put: 'CMCD=bl=21300,br=,mtp=25400,sid="6e2f"' },
      { line: 1, put: 'CMCD=mtp=25400,sid="6e2f' },
      { line: 2, put: "https://cdn.example/1.m4s?CMCD=mtp%3D25400%2Csid%3D%226e2f%ZZ" },
      { line: 2, put: "some words" },
      { line: 2, put: "words" },
      { line: 4, put: 'CMCD=mtp="25400",d=4004,sid="6e2f"' },
      { line: 4, put: 'CMCD=mtp=-5,d=4004,sid="6e2f"' },
      { line: 4, put: 'CMCD=mtp=(@5),d=4004,sid="6e2f"' },
      { line: 4, put: 'CMCD=mtp=5,d=-4004,sid="6e2f"' },
      { line: 6, put: 'br=(3200;v,d=4000,mtp=(18000),sid="6e2f"' },
      { line: 6, put: "br=3200,d=4000,mtp=18000,sid=?1" },
    ],
  },
  {
    format: "cmcd-headers",
    text: text(HEADERS),
    traces: [
      { part: "6e2f", durations: [4.004, 2], bandwidths: [25.4e6, 18e6] },
      { part: "b", durations: [1], bandwidths: [0.8e6] },
    ],
    bad: [
      { line: 2, put: "no header" },
      { line: 3, put: "CMCD-Object: br=3200,,d=4004" },
      { line: 4, put: "CMCD-Request: mtp=\u20ac" },
      { line: 5, put: "CMCD-Session: sid=6e2f" },
      { line: 10, put: '{"d":2000}' },
    ],
  },
  {
    format: "cmcd-json",
    text: text(JSON_LINES),
    traces: [
      // 12 Mbit from 0.05 to 1.05 s; another asked for at 3.05 s, from 3.15 to 5.15 s.
      {
        part: "6e2f",
        durations: [3.05, 0.1, 2],
        bandwidths: [12e6, 12e6, 6e6],
        latencies: [0.05, 0.1, 0.1],
      },
      { part: "b", durations: [30], bandwidths: [4e6] },
      { part: "c", durations: [4], bandwidths: [0.7e6] },
      { part: "d", durations: [0.5], bandwidths: [2e6] },
    ],
    bad: [
      { line: 1, put: "{" },
      { line: 2, put: '{"e":"t","ts":1700000001000,"mtp":["4000"],"sid":"b"}' },
      { line: 2, put: '{"e":"t","ts":-1,"mtp":[4000],"sid":"b"}' },
      { line: 2, put: '{"e":"t","ts":1700000001000,"mtp":4000,"sid":["b"]}' },
      { line: 2, put: '["mtp"]' },
      { line: 2, put: '{"speed":4000}' },
      { line: 4, put: JSON.stringify({ ...RECEIVED, ts: 1_700_000_003_050, ttlb: -1 }) },
      { line: 4, put: JSON.stringify({ ...RECEIVED, ts: 1_700_000_003_050, ttlb: 5, rc: "ok" }) },
      { line: 4, put: JSON.stringify({ ...RECEIVED, ts: 1_700_000_003_050, ttlb: 5, d: "4 s" }) },
      { line: 7, put: '{"CMCD-Request":"mtp=","CMCD-Session":"sid=\\"c\\""}' },
      { line: 8, put: '{"msec":"yesterday","args":"CMCD=mtp=5"}' },
    ],
  },
  {
    format: "cmcd-log",
    text: text(LOG),
    traces: [
      // 8 Mbit from :38 to :40, 8 Mbit from :44 to :45.
      { part: "6e2f", durations: [6, 1], bandwidths: [4e6, 8e6] },
      // 20 Mbit from the line's time on.
      { part: "b", durations: [1], bandwidths: [20e6] },
      // No times: measured throughput from request to request; the last says no duration.
      { part: "c", durations: [3, 1], bandwidths: [2.5e6, 2.5e6] },
    ],
    bad: [
      { line: 1, put: "[10/Oct/2026:13:55:40 +0200]" },
      { line: 2, put: logged("10/Oct/2026:13:55:40", "6e2f", "200 5") },
      { line: 2, put: logged("32/Oct/2026:13:55:40 +0200", "6e2f", "200 5") },
      { line: 2, put: logged("10/Okt/2026:13:55:40 +0200", "6e2f", "200 5") },
      { line: 3, put: logged("10/Oct/2026:13:55:40 +0200", "b%22%2C%22", "200 5") },
      { line: 4, put: logged("10/Oct/2026:13:55:40 +0200", "b", "200 5 90000.0") },
      { line: 5, put: logged("10/Oct/2026:13:55:40 +0200", "b", "OK 5") },
    ],
  },
  {
    format: "cmcd-w3c",
    text: text(W3C),
    traces: [
      // 8 Mbit in the 2 s after the half second until the first byte.
      { part: "6e2f", durations: [2.5], bandwidths: [4e6], latencies: [0.5] },
      { part: "b", durations: [3, 2], bandwidths: [0.9e6, 0.6e6] },
    ],
    bad: [
      { line: 3, put: "2026-10-10\t11:55:40\tFRA\t1000000\t/1.m4s\t200\tCMCD=mtp%3D900\t2.500" },
      { line: 3, put: "2026-10-10\t11:55:61\tFRA\t1\t/1.m4s\t200\tCMCD=mtp%3D900\t2.500\t0" },
      { line: 3, put: "2026-10-10\t11:55:40\tFRA\tmany\t/1.m4s\t200\tCMCD=mtp%3D900\t2.500\t0" },
      { line: 3, put: "2026-10-10\t11:55:40\tFRA\t1\t/1.m4s\t200\tCMCD=mtp%3D\t2.500\t0" },
      { line: 7, put: "11:55:45" },
    ],
  },
];
