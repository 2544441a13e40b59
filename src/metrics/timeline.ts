import type { Timeline } from "../model/results.js";
import type { SessionIdentity, SessionLog } from "../model/session.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import { kbpsFromBps, type Seconds } from "../units.js";
import { walkBuffer } from "./buffer-corners.js";
import { measureSession } from "./session-metrics.js";
import { stalls } from "./stalls.js";

/** Everything that a drawing of one session needs. */
export function sessionTimeline(
  identity: SessionIdentity,
  log: SessionLog,
  video: Video,
  trace: Trace,
  traceOffset: Seconds,
): Timeline {
  const { metrics, played } = measureSession(log, video);
  const buffer: { time_s: number; buffer_s: number }[] = [];
  walkBuffer(log, video, (time_s, buffer_s) => buffer.push({ time_s, buffer_s }));
  const end = log.end.at;
  return {
    identity,
    end,
    capacity: capacitySteps(trace, traceOffset, end),
    requests: requestMarks(log, video),
    buffer,
    shown: played.map(({ from, bitrate }) => ({ time_s: from, kbps: kbpsFromBps(bitrate) })),
    stalls: stalls(log).map(({ from, to }) => ({ from_s: from, to_s: to })),
    ...(metrics.startup !== undefined && { startup_s: metrics.startup }),
  };
}

/** Steps beyond which a drawing shows no more. */
const MOST_STEPS = 4000;

/** The trace's intervals as the session met them; of more than can be drawn, the capacity at even instants. */
function capacitySteps(trace: Trace, offset: Seconds, end: Seconds): Timeline["capacity"] {
  const { ends, bandwidths, period } = trace;
  const steps: { time_s: number; kbps: number }[] = [];
  if ((end / period) * ends.length > MOST_STEPS) {
    for (let step = 0; step < MOST_STEPS; step++) {
      const time = (end * step) / MOST_STEPS;
      steps.push({ time_s: time, kbps: kbpsFromBps(bandwidths[rowAt(ends, (time + offset) % period)]!) });
    }
    return steps;
  }
  for (let loop = 0, row = rowAt(ends, offset), time = 0; time < end; ) {
    steps.push({ time_s: time, kbps: kbpsFromBps(bandwidths[row]!) });
    time = loop * period + ends[row]! - offset;
    row++;
    if (row === ends.length) {
      row = 0;
      loop++;
    }
  }
  return steps;
}

/** The interval that holds a time within the period. */
function rowAt(ends: Float64Array, time: Seconds): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

function requestMarks(log: SessionLog, video: Video): Timeline["requests"] {
  const { requests } = log;
  return Array.from({ length: requests.count }, (_, row) => {
    const level = requests.level[row]!;
    const estimate = requests.estimate[row]!;
    const reason = requests.reason[row];
    return {
      segment: requests.segment[row]!,
      level,
      bitrate_kbps: kbpsFromBps(video.levels[level]!.bitrate),
      requested_s: requests.requested[row]!,
      finished_s: requests.finished[row]!,
      ...(!Number.isNaN(estimate) && { estimate_kbps: kbpsFromBps(estimate) }),
      ...(reason !== undefined && { reason }),
    };
  });
}
