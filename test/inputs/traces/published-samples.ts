import type { Sample } from "./samples.js";

const lines = (...of: readonly string[]) => `${of.join("\n")}\n`;

const HTTPGETMT =
  "unit_id,dtime,target,address,fetch_time,bytes_total,bytes_sec,bytes_sec_interval,warmup_time,warmup_bytes,sequence,threads,successes,failures,location_id";
const SENT = "time (ns GMT),session_id,index,expt_id,channel,video_ts,format,size,ssim_index,cwnd,in_flight";

/** Of formats that data sets are published in. */
export const PUBLISHED_SAMPLES: readonly Sample[] = [
  {
    format: "fcc-httpgetmt",
    text: lines(
      HTTPGETMT,
      "386,2016-09-01 00:05:12,a.example,192.0.2.1,5000120,7812500,1562500,1562500,4000000,1048576,0,3,1,0,7",
      "386,2016-09-01 00:05:12,a.example,192.0.2.1,10000250,15000000,1500000,1437500,4000000,1048576,1,3,1,0,7",
      "1024,2016-09-01 00:06:40,b.example,192.0.2.2,5000090,1250000,250000,250000,4000000,1048576,0,3,1,0,9",
      "1024,2016-09-01 01:06:40,b.example,192.0.2.2,0,0,0,0,0,0,0,3,0,1,9",
      "386,2016-09-01 01:05:12,a.example,192.0.2.1,5000400,0,0,0,4000000,1048576,0,3,1,0,7",
    ),
    traces: [
      { part: "386", durations: [5, 5, 5], bandwidths: [12.5e6, 11.5e6, 0] },
      { part: "1024", durations: [5], bandwidths: [2e6] },
    ],
    bad: [
      { line: 1, put: HTTPGETMT.replace("bytes_sec_interval", "interval") },
      { line: 1, put: HTTPGETMT.replace("bytes_sec,", "bytes_sec_interval,") },
      { line: 2, put: "386,2016-09-01 00:05:12,a.example,192.0.2.1,5000120,7812500,1562500" },
      { line: 2, put: "unit,2016-09-01 00:05:12,a.example,192.0.2.1,1,1,1,1,1,1,0,3,1,0,7" },
      { line: 3, put: "386,2016-09-01 00:05:12,a.example,192.0.2.1,1,1,1,,1,1,1,3,1,0,7" },
      { line: 3, put: "386,2016-09-01 00:05:12,a.example,192.0.2.1,1,1,1,NULL,1,1,1,3,1,0,7" },
      { line: 3, put: "386,2016-09-01 00:05:12,a.example,192.0.2.1,1,1,1,1e13,1,1,1,3,1,0,7" },
      { line: 4, put: "1024,2016-09-01 00:06:40,b.example,192.0.2.2,1,1,1,1,1,1,0,3,yes,0,9" },
    ],
  },
  {
    format: "fcc-webget",
    text: lines(
      "386,2016-09-01 00:11:20,http://a.example,192.0.2.1,2500000,1250000,500000,12,8,14,8,6,5,9000000,100000,640000,1900000,1500000,50000,107142,200000,90000,10000,18000,30000,12,0",
      "386,2016-09-01 00:11:31,http://b.example,192.0.2.2,125000,93750,750000,3,8,3,3,0,1,200000,50000,66666,80000,60000,10000,20000,30000,9000,9000,9000,9000,3,0",
      "386,2016-09-01 01:11:20,http://a.example,192.0.2.1,5000000,1250000,250000,12,8,14,8,6,5,9000000,100000,640000,1900000,1500000,50000,107142,200000,90000,10000,18000,30000,11,1",
      "386,2016-09-01 02:11:20,http://a.example,192.0.2.1,0,0,0,0,8,1,1,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,1",
    ),
    traces: [
      { part: "386 http://a.example", durations: [2.5, 5], bandwidths: [4e6, 2e6] },
      { part: "386 http://b.example", durations: [0.125], bandwidths: [6e6] },
    ],
    bad: [
      { line: 1, put: "386,2016-09-01 00:11:20,http://a.example,192.0.2.1,2500000,1250000,500000,12" },
      { line: 2, put: "386,2016-09-01 00:11:31,http://b.example,192.0.2.2,125000,93750,750000,3" },
      { line: 3, put: "386,2016-09-01,http://a.example,a,0.5,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,0" },
      { line: 3, put: "386,2016-09-01,http://a.example,a,1,1,-1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,0" },
      { line: 3, put: "386,2016-09-01,http://a.example,a,1,1,,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,0" },
      { line: 4, put: "-3,2016-09-01,http://a.example,a,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,0" },
    ],
  },
  {
    format: "norway",
    text: lines(
      "1289406399 549692 59.851754 10.781778 248069 1008",
      "1289406400 550772 59.851864 10.781833 191698 1080",
      "1289406401 551773 59.851964 10.781901 280579 1001",
      "1289406403 553893 59.85206  10.781969 0 1120",
    ),
    traces: [
      {
        durations: [1.008, 1.08, 1.001, 1, 1.12],
        bandwidths: [1_984_552 / 1.008, 1_533_584 / 1.08, 2_244_632 / 1.001, 2_244_632 / 1.001, 0],
      },
    ],
    bad: [
      { line: 1, put: "1289406399 549692 59.851754 10.781778 248069" },
      { line: 1, put: "1289406399 549692 59.851754 10.781778 248069 1008 7" },
      { line: 2, put: "1289406400 549691 59.851864 10.781833 191698 1080" },
      { line: 2, put: "1289406400 550772 59.851864 10.781833 -191698 1080" },
      { line: 3, put: "1289406401 551773 59.851964 10.781901 280579 1001.5" },
      { line: 3, put: "1289406401 551773 59.851964 10.781901 NaN 1001" },
      { line: 3, put: "1289406401 551773 59.851964 10.781901 1e999 1001" },
      { line: 4, put: "1289406403 garbage 59.85206  10.781969 0 1120" },
    ],
  },
  {
    format: "monroe",
    text: lines(
      '{"NodeId": "40", "InterfaceName": "usb0", "TimeStamp": 1460720460.5, "Bytes": 100000, "SetupTime": 0.25, "DownloadTime": 0.5, "TotalTime": 0.75, "Speed": 133333.0, "Host": "192.0.2.1", "Port": "80"}',
      '{"NodeId": "40", "InterfaceName": "usb1", "TimeStamp": 1460720475.5, "Bytes": 50000, "SetupTime": 0.5, "DownloadTime": 0.25}',
      '{"NodeId": "40", "InterfaceName": "usb0", "TimeStamp": 1460720491.5, "Bytes": 250000, "SetupTime": 0.125, "DownloadTime": 1}',
    ),
    traces: [
      { part: "40-usb0", durations: [0.5, 1], bandwidths: [1.6e6, 2e6], latencies: [0.25, 0.125] },
      { part: "40-usb1", durations: [0.25], bandwidths: [1.6e6], latencies: [0.5] },
    ],
    bad: [
      { line: 1, put: "not JSON" },
      { line: 1, put: '{"Bytes": 100000, "SetupTime": 0.25, "DownloadTime": 0.5}' },
      { line: 2, put: '{"TimeStamp": 1460720475.5, "SetupTime": 0.5, "DownloadTime": 0.25}' },
      {
        line: 2,
        put: '{"TimeStamp": 1460720475.5, "Bytes": "50000", "SetupTime": 0.5, "DownloadTime": 0.25}',
      },
      {
        line: 2,
        put: '{"TimeStamp": 1460720475500, "Bytes": 50000, "SetupTime": 0.5, "DownloadTime": 0.25}',
      },
      { line: 3, put: '{"TimeStamp": 1460720491.5, "Bytes": 50000, "SetupTime": -1, "DownloadTime": 0.25}' },
      { line: 3, put: '{"TimeStamp": 1460720491.5, "Bytes": 50000, "SetupTime": 0.5, "DownloadTime": null}' },
      { line: 3, put: '{"TimeStamp": 1460720491.5, "Bytes"' },
      { line: 3, put: "[]" },
    ],
  },
  {
    format: "puffer",
    text: lines(
      `${SENT},min_rtt,rtt,delivery_rate,buffer,cum_rebuf`,
      "1572865200000000000,Ab+1=,0,314,abc,900900,1280x720-22,310000,0.98,20,0,30000,40000,500000,0.5,0",
      "1572865200500000000,Cd/2=,3,315,nbc,180180,640x360-26,80000,0.95,10,2,90000,100000,0,1,0",
      "1572865202000000000,Ab+1=,0,314,abc,1081080,1280x720-22,320000,0.98,22,0,30000,50000,625000,2,0",
      "1572865203500000000,Cd/2=,3,315,nbc,360360,640x360-26,90000,0.95,12,4,90000,110000,125000,0,0.2",
      "1572865204500000000,Ab+1=,0,314,abc,1261260,1280x720-22,300000,0.98,22,0,30000,45000,700000,3,0",
      "1572865207500000000,Cd/2=,3,315,nbc,540540,640x360-26,85000,0.95,12,4,90000,105000,150000,0,0.2",
    ),
    traces: [
      { part: "Ab+1=-0", durations: [2, 2.5], bandwidths: [4e6, 5e6], latencies: [0.04, 0.05] },
      { part: "Cd/2=-3", durations: [4], bandwidths: [1e6], latencies: [0.11] },
    ],
    bad: [
      { line: 1, put: "time (ns GMT),session_id,index,expt_id,channel,video_ts,buffer,cum_rebuf" },
      { line: 2, put: "1572865200000000000,Ab+1=,0,314,abc,900900,1280x720-22,310000,0.98,20,0,30000" },
      { line: 3, put: "1572865200500000000,Cd/2=,3,315,nbc,1,f,8,1,1,2,9,100000,,1,0" },
      { line: 3, put: "1572865200500000000,Cd/2=,3,315,nbc,1,f,8,1,1,2,9,-1,125000,1,0" },
      { line: 4, put: "1572865199000000000,Ab+1=,0,314,abc,1,f,8,1,1,2,9,100000,125000,1,0" },
      { line: 6, put: "soon,Ab+1=,0,314,abc,1,f,8,1,1,2,9,100000,125000,1,0" },
    ],
  },
];
