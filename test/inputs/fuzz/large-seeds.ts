/** Rows of each file. */
const ROWS = 60;

const rows = (row: (at: number) => string, ...header: readonly string[]): string =>
  [...header, ...Array.from({ length: ROWS }, (_, at) => row(at)), ""].join("\n");

/** Up and down, with an outage now and then. */
const kbps = (at: number): number => (at % 37 === 0 ? 0 : 500 + ((at * 7919) % 8000));
const mbps = (at: number): number => kbps(at) / 1000;
const bytesPerSecond = (at: number): number => kbps(at) * 125;
const two = (value: number): string => `${value}`.padStart(2, "0");
/** A second each from noon on. */
const clock = (at: number, between: string): string =>
  [12, Math.floor(at / 60), at % 60].map(two).join(between);
const NOON_S = 1_700_049_600;

const sent = (at: number) =>
  `${NOON_S + 2 * at}000000000,S${at % 3}=,${at % 2},314,abc,${180180 * at},640x360-26,80000,0.95,10,2,90000,${40_000 + at},${bytesPerSecond(at)},5,0`;

const entry = (at: number) =>
  `{"startedDateTime":"2024-05-17T${clock(at, ":")}.000Z","request":{"method":"GET","url":"https://example.org/${at}.m4s"},"response":{"status":200,"bodySize":${bytesPerSecond(at) + 1}},"timings":{"send":0,"wait":${50 + (at % 9)},"receive":800}}${at === ROWS - 1 ? "" : ","}`;

const query = (at: number) =>
  `CMCD=br%3D3200%2Cd%3D4004%2Cmtp%3D${kbps(at)}%2Cot%3Dv%2Csid%3D%22s${at % 2}%22`;

/** Longer files of each format, of one kilobyte to ten. */
export const LARGE_SEEDS: Readonly<Record<string, string>> = {
  abrsim: rows(
    (at) => `${1 + (at % 3) / 4},${kbps(at)},${20 + (at % 50)}`,
    "duration_s,bandwidth_kbps,latency_ms",
  ),
  sabre: `[${rows((at) => `{"duration_ms":1000,"bandwidth_kbps":${kbps(at)},"latency_ms":${at}},`)}{"duration_ms":1,"bandwidth_kbps":1,"latency_ms":1}]`,
  pensieve: rows((at) => `${(at * 1.01).toFixed(3)} ${mbps(at)}`),
  mahimahi: rows((at) => `${at * 3 + 1}`),
  oboe: rows((at) => `${500 * (at >> 1) + 480 * (at % 2)} ${kbps(at >> 1)}.5`),
  har: `{"log":{"version":"1.2","creator":{"name":"x"},"entries":[\n${rows(entry)}]}}\n`,
  ucc: rows(
    (at) => `2019.12.16_${clock(at, ".")},-8.39,51.94,0,B,12,5G,-95,${kbps(at)},5,${at % 9 ? "D" : "I"},-`,
    "Timestamp,Longitude,Latitude,Speed,Operatorname,CellID,NetworkMode,RSRP,DL_bitrate,UL_bitrate,State,PINGAVG",
  ),
  lumos5g: rows(
    (at) => `${1 + (at % 2)},${1 + Math.floor(at / 2)},2,44.97,-93.25,CONNECTED,${100 * mbps(at)},driving`,
    "run_num,seq_num,abstractSignalStr,latitude,longitude,nrStatus,Throughput,mobility_mode",
  ),
  "nyu-mets": rows((at) => (at % 5 ? `${mbps(at)},Mbits/sec` : `${kbps(at)},Kbits/sec`)),
  "fcc-httpgetmt": rows(
    (at) =>
      `${386 + (Math.floor(at / 6) % 3)},2016-09-01 ${clock(at, ":")},a.example,192.0.2.1,5000120,7812500,1562500,${bytesPerSecond(at)},4000000,1048576,${at % 6},3,1,0`,
  ),
  "fcc-webget": rows(
    (at) =>
      `${386 + (at % 3)},2016-09-01 ${clock(at, ":")},http://a.example,192.0.2.1,2500000,1250000,${bytesPerSecond(at)},12,8,14,8,6,5,9000000,100000,640000,1900000,1500000,50000,107142,200000,90000,10000,18000,30000,12,0`,
  ),
  norway: rows((at) => `${NOON_S + at} ${5000 + 1001 * at} 59.85 10.78 ${bytesPerSecond(at)} 1000`),
  monroe: rows(
    (at) =>
      `{"NodeId":"40","InterfaceName":"usb${at % 2}","TimeStamp":${NOON_S + 10 * at},"Bytes":100000,"SetupTime":0.25,"DownloadTime":${0.5 + at / 100}}`,
  ),
  puffer: rows(
    sent,
    "time (ns GMT),session_id,index,expt_id,channel,video_ts,format,size,ssim_index,cwnd,in_flight,min_rtt,rtt,delivery_rate,buffer,cum_rebuf",
  ),
  cmcd: rows((at) => `/v/${at}.m4s?${query(at)}`),
  "cmcd-headers": rows(
    (at) =>
      `GET /${at}.m4s HTTP/1.1\nCMCD-Object: d=4004,ot=v\nCMCD-Request: mtp=${kbps(at)}\nCMCD-Session: sid="s"\n`,
  ),
  "cmcd-json": rows(
    (at) =>
      `{"e":"rr","ts":${1000 * (NOON_S + 4 * at)},"br":[${kbps(at)}],"d":4000,"ot":"v","sid":"s","ttfb":50,"ttlb":1050,"rc":200,"v":2}`,
  ),
  "cmcd-log": rows(
    (at) =>
      `203.0.113.7 - - [10/Oct/2026:${clock(at, ":")} +0200] "GET /${at}.m4s?${query(at)} HTTP/1.1" 200 1000000 "-" "Player/1.0" 0.800`,
  ),
  "cmcd-w3c": rows(
    (at) => `2026-10-10\t${clock(at, ":")}\t1000000\t/${at}.m4s\t200\t${query(at)}\t0.800\t0.050`,
    "#Version: 1.0",
    "#Fields: date time sc-bytes cs-uri-stem sc-status cs-uri-query time-taken time-to-first-byte",
  ),
};
