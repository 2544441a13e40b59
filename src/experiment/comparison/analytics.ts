import type { Analytics } from "../../model/analytics.js";
import { selectQuantiles } from "../../statistics/index.js";
import type { GroupedFigures } from "../results/results.js";
import { statusCounts } from "./status-counts.js";

const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;

/** Results as analytics see them: columns, by session. */
interface Figures {
  /** Places of the sessions that are measured: those that there are and that did not fail. */
  readonly sessions: Uint32Array;
  /** All NaN where the results lack the column. Few are needed at a time. */
  column(name: string): Float64Array;
}

/** What each figure includes and excludes is said at {@link Analytics}. */
export function analyticsOf({ columns, table }: GroupedFigures, seats: readonly number[]): Analytics {
  const figures: Figures = {
    sessions: measuredSessions(table, seats),
    column(name) {
      const place = columns.findIndex((column) => column.name === name);
      return place < 0 ? new Float64Array(table.statuses.length).fill(Number.NaN) : table.column(place);
    },
  };
  const { completed, starved, failed } = statusCounts(table, seats);
  const stall = total(figures, "stall_s");
  const watched = total(figures, "watched_s");
  const stallsPerMinute = ratio(total(figures, "stall_count"), watched / SECONDS_PER_MINUTE);
  const { delays, startupScores, smoothnessScores } = startsOf(figures);
  const [startupP50Seconds, startupP95Seconds] = selectQuantiles(delays, [0.5, 0.95]);
  const measured = figures.sessions.length;
  const sessions = measured + failed;
  return {
    sessions,
    neverStarted: measured - delays.length,
    stallOverPlayed: ratio(stall, total(figures, "played_s") + stall),
    stallOverWatched: ratio(stall, watched),
    seekOverWatched: ratio(total(figures, "seek_s"), watched),
    stallsPerMinute,
    stallsPerHour: stallsPerMinute && stallsPerMinute * MINUTES_PER_HOUR,
    startupP50Seconds,
    startupP95Seconds,
    meanBitrateKbps: meanBitrate(figures),
    completed: ratio(completed, sessions),
    meanCompletion: ratio(total(figures, "completion"), measured),
    failedOrStarved: ratio(failed + starved, sessions),
    startupScore: ratio(startupScores, delays.length),
    smoothnessScore: ratio(smoothnessScores, delays.length),
  };
}

function measuredSessions(table: GroupedFigures["table"], seats: readonly number[]): Uint32Array {
  const sessions = new Uint32Array(table.units * seats.length);
  let found = 0;
  for (let unit = 0; unit < table.units; unit++)
    for (const seat of seats) {
      const status = table.status(unit, seat);
      if (status !== undefined && status !== "failed") sessions[found++] = unit * table.seats + seat;
    }
  return sessions.subarray(0, found);
}

function total({ sessions, column }: Figures, name: string): number {
  const values = column(name);
  let sum = 0;
  for (const session of sessions) sum += orZero(values[session]!);
  return sum;
}

/** How sessions began that did, and how they went on. */
function startsOf({ sessions, column }: Figures) {
  const startup = column("startup_s");
  const stall = column("stall_s");
  const stalls = column("stall_count");
  const watched = column("watched_s");
  const delays = new Float64Array(sessions.length);
  let found = 0;
  let startupScores = 0;
  let smoothnessScores = 0;
  for (const session of sessions) {
    const delay = startup[session]!;
    if (Number.isNaN(delay)) continue;
    delays[found++] = delay;
    startupScores += startupScore(delay);
    const share = ratio(orZero(stall[session]!), orZero(watched[session]!)) ?? 0;
    smoothnessScores += smoothnessScore(orZero(stalls[session]!), share);
  }
  return { delays: delays.subarray(0, found), startupScores, smoothnessScores };
}

function meanBitrate({ sessions, column }: Figures): number | undefined {
  const bitrate = column("mean_bitrate_kbps");
  const media = column("media_s");
  let kilobits = 0;
  let seconds = 0;
  for (const session of sessions) {
    if (Number.isNaN(bitrate[session]!)) continue;
    kilobits += bitrate[session]! * orZero(media[session]!);
    seconds += orZero(media[session]!);
  }
  return ratio(kilobits, seconds);
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);

/** Mux's, of a session: half the points at 8 s. */
const startupScore = (seconds: number): number => (100 * 8) / (8 + seconds);

/** Mux's, of a session: half the points for the number of stalls, half for their share of the time watched. */
const smoothnessScore = (stalls: number, share: number): number =>
  50 * (1 / Math.hypot(1, stalls / 2) + Math.exp(-10 * share));

const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);
