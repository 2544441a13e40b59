import type { SessionEvent } from "../../../src/model/session.js";
import { fixed, meanOf, percent, type ScenarioResult, type ShownRow, type ShownSystem } from "./harness.js";

const FOLDER = "scenarios/mechanisms";

/** Retries that come within this time of one another hit a server together; seconds. */
const TOGETHER = 0.1;

const mbps = (kbps: number): string => `${fixed(kbps / 1000, 2)} Mbit/s`;
const megabytes = (bytes: number): string => `${fixed(bytes / 1e6, 1)} MB`;
const seconds = (value: number, digits = 1): string => `${fixed(value, digits)} s`;

/** Figures of several arms: "1.0 s, 2.0 s and 3.0 s". */
const series = (values: readonly string[]): string =>
  values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} and ${values.at(-1)}`;

/** The sum of a column over sessions; those without a value count nothing. */
const sumOf = (rows: readonly ShownRow[], column: string): number =>
  rows.reduce((sum, { values }) => sum + (values[column] ?? 0), 0);

const countOf = (events: readonly SessionEvent[], kind: SessionEvent["kind"]): number =>
  events.filter((event) => event.kind === kind).length;

/** Shares of an arm's video requests that each tier of caches answered, by its name. */
function tierShares(result: ScenarioResult, arm: string, tiers: readonly string[]): number[] {
  const answered = result
    .each(arm, ({ log: { requests } }) => requests.details.slice(0, requests.count).map((row) => row?.tier))
    .flat();
  return tiers.map((tier) => answered.filter((each) => each === tier).length / answered.length);
}

/** The most retries that one link's clients send within {@link TOGETHER}. */
function mostTogether(result: ScenarioResult, arm: string): number {
  const byLink = new Map<string, number[]>();
  result.each(arm, ({ identity, log: { requests } }) => {
    const times = byLink.get(identity.trace) ?? [];
    byLink.set(identity.trace, times);
    for (let row = 0; row < requests.count; row++)
      if ((requests.details[row]?.attempt ?? 0) > 0) times.push(requests.requested[row]!);
  });
  const most = [...byLink.values()].map((times) =>
    Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + TOGETHER).length)),
  );
  return meanOf(most);
}

/** Rows B8 to B12 and N1 to N6. */
export const NETWORK_AND_CONTENT: readonly ShownSystem[] = [
  {
    id: "B8",
    system: "live: segments of 2 s, 6 to 10 s behind the edge, catch-up by playback rate",
    scenario: `${FOLDER}/b08-live.yaml`,
    shows({ mean }) {
      const arms = ["6s", "8s", "10s"];
      return (
        `At a target of 6, 8 and 10 s playback is ${series(arms.map((arm) => seconds(mean(arm, "live_latency_s"))))} ` +
        `behind the edge, with ${series(arms.map((arm) => seconds(mean(arm, "mean_buffer_s"))))} of buffer and ` +
        `${series(arms.map((arm) => percent(mean(arm, "stall_ratio"), 2)))} of stalls. At 8 s, a maximum of 15 s ` +
        `instead of 10 s buffers ${seconds(mean("8s-buffer-15s", "mean_buffer_s"))}. Without catch-up, startup and ` +
        `stalls leave playback ${seconds(mean("8s-no-catch-up", "live_latency_s"))} behind, and stalls are ` +
        `${percent(mean("8s-no-catch-up", "stall_ratio"), 2)}: a player that falls behind has more to buffer.`
      );
    },
  },
  {
    id: "B8",
    system: "live: a DVR window of four hours",
    scenario: `${FOLDER}/b08-rewind.yaml`,
    shows({ mean }) {
      const missed = mean("four-hours", "media_s") - mean("one-minute", "media_s");
      return (
        `After a pause of two minutes playback is ${seconds(mean("four-hours", "live_latency_p95_s"), 0)} behind the ` +
        `edge and misses nothing. With a window of one minute it is ` +
        `${seconds(mean("one-minute", "live_latency_p95_s"), 0)} behind, and ${seconds(missed, 0)} of the event are ` +
        "never seen."
      );
    },
  },
  {
    id: "B8",
    system: "live at low latency: CMAF chunks of 0.5 s",
    scenario: `${FOLDER}/b08-low-latency.yaml`,
    shows: ({ mean }) =>
      `Two seconds behind the edge, whole segments of 2 s stall ${percent(mean("whole", "stall_ratio"), 1)} of the ` +
      `time; in chunks it is ${percent(mean("chunks", "stall_ratio"), 2)}, at a latency of ` +
      `${seconds(mean("chunks", "live_latency_s"), 2)}. Whole segments do as well at ` +
      `${seconds(mean("whole-6s", "live_latency_s"), 2)}. But a policy that measures throughput measures the encoder ` +
      `when chunks come as they are made: it plays ${mbps(mean("throughput-chunks", "mean_bitrate_kbps"))}, against ` +
      `${mbps(mean("throughput-whole-6s", "mean_bitrate_kbps"))} in whole segments.`,
  },
  {
    id: "B9",
    system: "series: five segments of the next episode from 80 % of the current one on, if p > 0.6",
    scenario: `${FOLDER}/b09-series.yaml`,
    shows: ({ mean }) =>
      `With a chance of 0.75 to go on, the next episode starts after ` +
      `${seconds(mean("no-prefetch", "next_start_s"), 2)} without prefetching and after ` +
      `${seconds(mean("prefetch", "next_start_s"), 2)} with it (the document allows 0.5 s); stalls go from ` +
      `${percent(mean("no-prefetch", "stall_ratio"), 1)} to ${percent(mean("prefetch", "stall_ratio"), 1)}, because ` +
      `the buffer stays full across the boundary. ${megabytes(mean("prefetch", "wasted_bytes"))} of ` +
      `${megabytes(mean("prefetch", "downloaded_bytes"))} a session are for nothing.`,
  },
  {
    id: "B9",
    system: "series: bytes wasted on viewers who leave",
    scenario: `${FOLDER}/b09-waste.yaml`,
    shows: ({ mean }) =>
      `With a chance of 0.3 to go on, prefetching all the same wastes ` +
      `${megabytes(mean("always", "wasted_bytes"))} of ${megabytes(mean("always", "downloaded_bytes"))} a session and ` +
      `delivery costs ${fixed(mean("always", "cost_usd_per_hour"), 3)} instead of ` +
      `${fixed(mean("only-above-0.6", "cost_usd_per_hour"), 3)} USD an hour. What it saves on these links is a wait ` +
      `of ${seconds(mean("only-above-0.6", "next_start_s"), 2)} for the few who stay.`,
  },
  {
    id: "B10",
    system: "interactive: the first segment of every option before the choice",
    scenario: `${FOLDER}/b10-interactive.yaml`,
    shows: ({ mean }) =>
      `Ten choices of three options in 90 minutes take ${percent(mean("one-segment", "branch_overhead"), 1)} more ` +
      `bandwidth, not the 50 % that the document claims; fetching as much of each option as the buffer takes, it is ` +
      `${percent(mean("fifteen-segments", "branch_overhead"), 1)}. Without prefetching, the viewer waits ` +
      `${seconds(mean("no-prefetch", "seek_s"), 2)} in all at the ten branches, with it ` +
      `${seconds(mean("one-segment", "seek_s"), 2)}.`,
  },
  {
    id: "B11",
    system: "device: 1080p on a slow one, 480p after an HDCP error, less buffer, a level less",
    scenario: `${FOLDER}/b11-device.yaml`,
    shows({ mean }) {
      const bitrate = (arm: string) => mbps(mean(arm, "mean_bitrate_kbps"));
      const buffer = (arm: string) => seconds(mean(arm, "mean_buffer_s"), 0);
      return (
        `${bitrate("any-device")} and ${buffer("any-device")} of buffer become ${bitrate("slow-device")} on a slow ` +
        `device, ${bitrate("hdcp-error")} after an HDCP error, for which playback begins again where it was, within ` +
        `${seconds(mean("hdcp-error", "seek_s"), 2)}; ${buffer("low-memory")} of buffer when memory runs low, and ` +
        `${bitrate("high-latency")} with ${buffer("high-latency")} of buffer when latency is found high.`
      );
    },
  },
  {
    id: "B11",
    system: "device: dropped frames",
    scenario: `${FOLDER}/b11-dropped-frames.yaml`,
    shows: ({ mean }) =>
      `A device that decodes half of 4K drops ${percent(mean("no-cap", "dropped_frames_ratio"), 1)} of the frames; ` +
      `held to 1080p, ${percent(mean("1080p-cap", "dropped_frames_ratio"), 1)}.`,
  },
  {
    id: "B12",
    system: "audio at 128, 448 and 768 kbit/s beside the video",
    scenario: `${FOLDER}/b12-audio.yaml`,
    shows({ mean }) {
      const arms = ["no-audio", "128-kbps", "448-kbps", "768-kbps"];
      return (
        `No audio, 128, 448 and 768 kbit/s: startup ${series(arms.map((arm) => seconds(mean(arm, "startup_s"), 2)))}, ` +
        `stalls ${series(arms.map((arm) => percent(mean(arm, "stall_ratio"), 1)))}, video ` +
        `${series(arms.map((arm) => mbps(mean(arm, "mean_bitrate_kbps"))))}.`
      );
    },
  },
  {
    id: "N1",
    system: "retries with exponential backoff",
    scenario: `${FOLDER}/n01-retry.yaml`,
    shows({ mean }) {
      const stall = (arm: string) => percent(mean(arm, "stall_ratio"), 3);
      return (
        `Where 5 % of requests fail, a player without retries gets through ` +
        `${percent(mean("none", "completion"), 0)} of the video. With them it gets through all of it, on ` +
        `${fixed(mean("document-003", "retries"), 2)} retries; the waits cost ${stall("document-003")} of stalls with ` +
        `5 s after a reset, ${stall("document-000")} with 1 s and jitter, ${stall("at-once")} with none.`
      );
    },
  },
  {
    id: "N1",
    system: "timeouts by class of connection: 5 s on 4g, 15 s on 3g, 30 s on 2g, else 10 s",
    scenario: `${FOLDER}/n01-timeouts.yaml`,
    shows({ rows }) {
      const on = (arm: string, family: string) =>
        rows(arm).filter(({ identity }) => identity.traceSet === family);
      const watched = (arm: string, family: string) =>
        percent(sumOf(on(arm, family), "completion") / on(arm, family).length, 0);
      const arms = ["4g", "other", "3g", "2g"];
      return (
        `Of the video, 5, 10, 15 and 30 s get through ` +
        `${series(arms.map((arm) => watched(arm, "4g")))} on 4g links and ` +
        `${series(arms.map((arm) => watched(arm, "3g-commute")))} on 3g links: the document's 5 s on 4g are too short ` +
        "for segments of 4 s at 20 Mbit/s where the link dips, and each retry asks for the same; on 3g, only 30 s " +
        "outlast most of the outages."
      );
    },
  },
  {
    id: "N1",
    system: "timeouts of downloads that stop, and retries of their own after timeouts",
    scenario: `${FOLDER}/n01-stalled-downloads.yaml`,
    shows({ mean }) {
      const stall = (arm: string) => percent(mean(arm, "stall_ratio"), 2);
      const done = (arm: string) => percent(mean(arm, "completion"), 0);
      return (
        `Where 3 % of answers stop halfway, a player without timeouts gets through ${done("no-timeout")} of the video. ` +
        `One that waits 30 s in all gets through ${done("30-s-in-all")}, with ${stall("30-s-in-all")} of stalls; one that ` +
        `gives up after 5 s without a bit, through ${done("5-s-without-a-bit")} with ${stall("5-s-without-a-bit")}; and ` +
        `one that then asks again at once, through ${done("5-s-and-at-once")} with ${stall("5-s-and-at-once")}.`
      );
    },
  },
  {
    id: "N1",
    system: "jitter",
    scenario: `${FOLDER}/n01-jitter.yaml`,
    shows: (result) =>
      `Of ten clients whose server fails, ${fixed(mostTogether(result, "no-jitter"), 0)} retry within 100 ms of one ` +
      `another; with a jitter of 0.3 and of 1, at most ${fixed(mostTogether(result, "jitter-0.3"), 1)} and ` +
      `${fixed(mostTogether(result, "jitter-1"), 1)}.`,
  },
  {
    id: "N2",
    system: "circuit breaker: open after N failures, half open after a time, closed after M successes",
    scenario: `${FOLDER}/n02-circuit-breaker.yaml`,
    shows({ mean, each }) {
      const arms = ["no-breaker", "breaker-30s", "breaker-10s"];
      const opened = meanOf(
        each(
          "breaker-30s",
          ({ log }) =>
            log.events.filter((event) => event.kind === "circuit breaker" && event.state === "open").length,
        ),
      );
      return (
        `In an outage of 90 s a failing server is asked ` +
        `${series(arms.map((arm) => fixed(mean(arm, "failed_requests"), 0)))} times without a breaker, with one of ` +
        `30 s (which opens ${fixed(opened, 0)} times) and with one of 10 s. Stalls: ` +
        `${series(arms.map((arm) => seconds(mean(arm, "stall_s"))))}; sparing the server may cost the viewer a reset ` +
        "time."
      );
    },
  },
  {
    id: "N3",
    system: "several CDNs: chosen by score, failover, recovery",
    scenario: `${FOLDER}/n03-multi-cdn.yaml`,
    shows({ mean }) {
      const arms = ["first-always", "by-order", "by-score"];
      return (
        `The first CDN always, the first healthy one, and the best by score: stalls ` +
        `${series(arms.map((arm) => percent(mean(arm, "stall_ratio"), 2)))}, bitrate ` +
        `${series(arms.map((arm) => mbps(mean(arm, "mean_bitrate_kbps"))))}, cost ` +
        `${series(arms.map((arm) => fixed(mean(arm, "cost_usd_per_hour"), 3)))} USD an hour. By order it changes ` +
        `${fixed(mean("by-order", "cdn_switches"), 1)} times through the outage and back, by score ` +
        `${fixed(mean("by-score", "cdn_switches"), 1)} times.`
      );
    },
  },
  {
    id: "N4",
    system: "chain of fallbacks: lower quality, other protocol, other CDN, offline, emergency stream",
    scenario: `${FOLDER}/n04-fallback.yaml`,
    shows({ mean, each }) {
      const arms = ["none", "quality", "protocol", "cdn", "offline", "emergency"];
      const steps = meanOf(each("emergency", ({ log }) => countOf(log.events, "fallback")));
      return (
        `With no step, the first one, two, three, four and all five, a session of 480 s gets through ` +
        `${series(arms.map((arm) => seconds(mean(arm, "media_s"), 0)))}: switching the protocol heals none of these ` +
        "faults, each of the others one. With all, a session " +
        `takes ${fixed(steps, 0)} steps and ${fixed(mean("emergency", "failed_requests"), 0)} failed requests, and ` +
        `stalls for ${seconds(mean("emergency", "stall_s"), 0)}: every segment goes through the chain from its start.`
      );
    },
  },
  {
    id: "N5",
    system: "caches: edge, regional and origin, by popularity; what a miss costs",
    scenario: `${FOLDER}/n05-caches.yaml`,
    shows(result) {
      const arms = ["rank-1", "rank-10", "rank-100", "rank-1000", "rank-10000"];
      const shares = arms.map((arm) => tierShares(result, arm, ["edge", "regional"]));
      return (
        `For videos of rank 1, 10, 100, 1,000 and 10,000 the edge answers ` +
        `${series(shares.map(([edge]) => percent(edge!, 0)))} of requests and the regional cache ` +
        `${series(shares.map(([, regional]) => percent(regional!, 0)))}. Startup is ` +
        `${series(arms.map((arm) => seconds(result.mean(arm, "startup_s"), 2)))}, the bitrate ` +
        `${series(arms.map((arm) => mbps(result.mean(arm, "mean_bitrate_kbps"))))}. The documents' 90 to 95 % hold for ` +
        "the popular few."
      );
    },
  },
  {
    id: "N5",
    system: "the player's own cache: aggressive (7 days), moderate (a day), minimal (an hour)",
    scenario: `${FOLDER}/n05-client-cache.yaml`,
    shows({ mean }) {
      const arms = ["aggressive", "moderate", "minimal", "none"];
      return (
        `Going back to the start after 67 minutes, ` +
        `${series(arms.map((arm) => percent(mean(arm, "cache_hit_ratio"), 1)))} of all requests are answered by the ` +
        `aggressive, the moderate, the minimal cache and none; delivery costs ` +
        `${series(arms.map((arm) => fixed(mean(arm, "cost_usd"), 4)))} USD. An hour is over by then; a day and a week ` +
        "are the same within a session."
      );
    },
  },
  {
    id: "N5",
    system: "the player's own cache: least recently used against first in, first out",
    scenario: `${FOLDER}/n05-eviction.yaml`,
    shows: ({ mean }) =>
      `A scene played again and again comes from the cache for ` +
      `${percent(mean("lru", "cache_hit_ratio"), 1)} of all requests with LRU, ` +
      `${percent(mean("fifo", "cache_hit_ratio"), 1)} with FIFO; the ten seeks wait ` +
      `${seconds(mean("lru", "seek_s"))} and ${seconds(mean("fifo", "seek_s"))} in all.`,
  },
  {
    id: "N6",
    system: "HTTP over TCP: handshakes, slow start, connection reuse, restart after idling, loss",
    scenario: `${FOLDER}/n06-http.yaml`,
    shows({ mean }) {
      const startup = (arm: string) => seconds(mean(arm, "startup_s"), 2);
      const bitrate = (arm: string) => mbps(mean(arm, "mean_bitrate_kbps"));
      return (
        `At 60 ms, handshake and slow start take startup from ${startup("fluid")} to ${startup("reused")}, and the ` +
        `bitrate from ${bitrate("fluid")} to ${bitrate("reused")}; to ${bitrate("restarts-when-idle")} where the ` +
        `window starts anew after a second of rest, to ${bitrate("not-reused")} where each request opens a ` +
        `connection, to ${bitrate("loss-0.1-percent")} where one packet in a thousand is lost.`
      );
    },
  },
  {
    id: "N6",
    system: "HTTP/1.1 and HTTP/2 under several requests at once",
    scenario: `${FOLDER}/n06-protocols.yaml`,
    shows({ mean }) {
      const startup = (arm: string) => seconds(mean(arm, "startup_s"), 2);
      return (
        `Six segments at once and audio: startup ${startup("http-2")} on one connection of HTTP/2, ` +
        `${startup("http-1.1")} on six of HTTP/1.1, ${startup("http-1.1-one")} on one of HTTP/1.1. With one packet in a ` +
        `thousand lost, ${startup("http-2-loss")} on HTTP/2 and ${startup("http-1.1-loss")} on six connections.`
      );
    },
  },
];
