import type { Analytics } from "../../model/analytics.js";
import { quantileSorted } from "../../statistics/index.js";
import type { Results } from "../results/results.js";

const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;

/** What each figure includes and excludes is said at {@link Analytics}. */
export function analyticsOf({ columns, table }: Results, seats: readonly number[]): Analytics {
  const reader = (name: string) => {
    const place = columns.findIndex((column) => column.name === name);
    return (unit: number, seat: number) => (place < 0 ? undefined : table.value(unit, seat, place));
  };
  const startupOf = reader("startup_s");
  const bitrateOf = reader("mean_bitrate_kbps");
  const total = (name: string) => {
    const read = reader(name);
    return (unit: number, seat: number) => read(unit, seat) ?? 0;
  };
  const stallOf = total("stall_s");
  const stallsOf = total("stall_count");
  const seekOf = total("seek_s");
  const playedOf = total("played_s");
  const mediaOf = total("media_s");
  const watchedOf = total("watched_s");
  const completionOf = total("completion");

  const startups: number[] = [];
  const sum = { stall: 0, stalls: 0, seek: 0, played: 0, watched: 0, completion: 0 };
  const score = { startup: 0, smoothness: 0 };
  const shown = { kilobits: 0, seconds: 0 };
  const count = { completed: 0, quit: 0, starved: 0, failed: 0 };
  for (let unit = 0; unit < table.units; unit++)
    for (const seat of seats) {
      const status = table.status(unit, seat);
      if (status === undefined) continue;
      count[status]++;
      if (status === "failed") continue;
      const stall = stallOf(unit, seat);
      const stalls = stallsOf(unit, seat);
      const watched = watchedOf(unit, seat);
      sum.stall += stall;
      sum.stalls += stalls;
      sum.watched += watched;
      sum.seek += seekOf(unit, seat);
      sum.played += playedOf(unit, seat);
      sum.completion += completionOf(unit, seat);
      const startup = startupOf(unit, seat);
      if (startup !== undefined) {
        startups.push(startup);
        score.startup += startupScore(startup);
        score.smoothness += smoothnessScore(stalls, ratio(stall, watched) ?? 0);
      }
      const bitrate = bitrateOf(unit, seat);
      if (bitrate !== undefined) {
        shown.kilobits += bitrate * mediaOf(unit, seat);
        shown.seconds += mediaOf(unit, seat);
      }
    }
  const measured = count.completed + count.quit + count.starved;
  const sessions = measured + count.failed;
  const stallsPerMinute = ratio(sum.stalls, sum.watched / SECONDS_PER_MINUTE);
  const sorted = Float64Array.from(startups).sort();
  return {
    sessions,
    neverStarted: measured - startups.length,
    stallOverPlayed: ratio(sum.stall, sum.played + sum.stall),
    stallOverWatched: ratio(sum.stall, sum.watched),
    seekOverWatched: ratio(sum.seek, sum.watched),
    stallsPerMinute,
    stallsPerHour: stallsPerMinute && stallsPerMinute * MINUTES_PER_HOUR,
    startupP50Seconds: quantileSorted(sorted, 0.5),
    startupP95Seconds: quantileSorted(sorted, 0.95),
    meanBitrateKbps: ratio(shown.kilobits, shown.seconds),
    completed: ratio(count.completed, sessions),
    meanCompletion: ratio(sum.completion, measured),
    failedOrStarved: ratio(count.failed + count.starved, sessions),
    startupScore: ratio(score.startup, startups.length),
    smoothnessScore: ratio(score.smoothness, startups.length),
  };
}

/** Mux's, of a session: half the points at 8 s. */
const startupScore = (seconds: number): number => (100 * 8) / (8 + seconds);

/** Mux's, of a session: half the points for the number of stalls, half for their share of the time watched. */
const smoothnessScore = (stalls: number, share: number): number =>
  50 * (1 / Math.hypot(1, stalls / 2) + Math.exp(-10 * share));

const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);
