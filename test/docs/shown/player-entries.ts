import { STATE_CODE } from "../../../src/model/session.js";
import {
  fixed,
  meanOf,
  percent,
  type ScenarioResult,
  type ShownSession,
  type ShownSystem,
} from "./harness.js";

const FOLDER = "scenarios/mechanisms";

/** On the constant link of 5 Mbit/s that document 003 reckons with. */
const onSteadyLink = (trace: string): boolean => trace.startsWith("links/");

const megabytes = (bytes: number): string => `${fixed(bytes / 1e6, 1)} MB`;
const mbps = (kbps: number): string => `${fixed(kbps / 1000, 2)} Mbit/s`;
const milliseconds = (seconds: number): string => `${fixed(seconds * 1000, 0)} ms`;
const shareBelow = (values: readonly number[], limit: number): number =>
  values.filter((value) => value < limit).length / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** A metric of the sessions on the steady link, or of all the others. */
function valuesOf(result: ScenarioResult, arm: string, metric: string, steady: boolean): number[] {
  return result
    .rows(arm)
    .filter(({ identity }) => onSteadyLink(identity.trace) === steady)
    .map(({ values }) => values[metric]!);
}

/** How long each of the viewer's seeks took to the first frame from there. */
function seekTimes({ log: { states, events } }: ShownSession): number[] {
  return events
    .filter((event) => event.kind === "seek")
    .map(({ at }) => {
      let row = 0;
      while (row < states.count && states.time[row]! < at) row++;
      while (row < states.count && states.state[row] !== STATE_CODE.playing) row++;
      return states.time[row]! - at;
    });
}

/** Rows B1 to B7. */
export const PLAYER: readonly ShownSystem[] = [
  {
    id: "B1",
    system:
      "buffer rules: start at 4 s, or with 2 or 3 segments; keep 20 to 30 s; cap at 60 s; slow down above 40 s",
    scenario: `${FOLDER}/b01-buffer-rules.yaml`,
    shows({ of, mean }) {
      const control = "start-4s-keep-30s";
      const startup = (arm: string) => `${fixed(of(arm, "startup_s").median!, 2)} s`;
      const stall = (arm: string) => percent(mean(arm, "stall_ratio"), 1);
      const wasted = (arm: string) => megabytes(mean(arm, "wasted_bytes"));
      return (
        `Starting with 4, 8 or 12 s of media takes ${startup(control)}, ${startup("start-8s")} or ` +
        `${startup("start-12s")} (medians) and leaves ${stall(control)}, ${stall("start-8s")} or ` +
        `${stall("start-12s")} of stalls. Keeping 20, 30 or 60 s leaves ${stall("keep-20s")}, ${stall(control)} or ` +
        `${stall("keep-60s")}, and fetches ${wasted("keep-20s")}, ${wasted(control)} or ${wasted("keep-60s")} for ` +
        `nothing; slowing down above 40 s brings the last to ${wasted("keep-60s-slow-above-40s")}, at ` +
        `${stall("keep-60s-slow-above-40s")}.`
      );
    },
  },
  {
    id: "B1",
    system: "buffer rules: what is left when playback stops",
    scenario: `${FOLDER}/b01-stall-buffer.yaml`,
    shows({ mean }) {
      const stalls = (arm: string) =>
        `${fixed(mean(arm, "stall_count"), 2)} stalls of ${percent(mean(arm, "stall_ratio"), 2)} of the time`;
      return (
        `Playback that stops with nothing left has ${stalls("nothing-left")}; with 0.11 s left, as in Chromium, ` +
        `${stalls("0.11-s-left")}; with half a second left ${stalls("0.5-s-left")}.`
      );
    },
  },
  {
    id: "B1",
    system: "buffer rules: a higher maximum while the highest level is asked for",
    scenario: `${FOLDER}/b01-top-buffer.yaml`,
    shows({ mean }) {
      const buffer = (arm: string) => `${fixed(mean(arm, "mean_buffer_s"), 1)} s`;
      const stall = (arm: string) => percent(mean(arm, "stall_ratio"), 2);
      const wasted = (arm: string) => megabytes(mean(arm, "wasted_bytes"));
      return (
        `With 18 s at every level ${buffer("18-s")} are buffered on average, ${wasted("18-s")} are for nothing, and ` +
        `stalls are ${stall("18-s")}. With 30 s at the top it is ${buffer("18-s-top-30-s")}, ` +
        `${wasted("18-s-top-30-s")} and ${stall("18-s-top-30-s")}; with 60 s there ${buffer("18-s-top-60-s")}, ` +
        `${wasted("18-s-top-60-s")} and ${stall("18-s-top-60-s")}; with 60 s at every level ${buffer("60-s")}, ` +
        `${wasted("60-s")} and ${stall("60-s")}.`
      );
    },
  },
  {
    id: "B2",
    system: "buffer manager: health by the second, a target that grows and shrinks, panic",
    scenario: `${FOLDER}/b02-buffer-manager.yaml`,
    shows({ mean }) {
      const stall = (arm: string) => percent(mean(arm, "stall_ratio"), 1);
      const wasted = (arm: string) => megabytes(mean(arm, "wasted_bytes"));
      const rate = (arm: string) => mbps(mean(arm, "mean_bitrate_kbps"));
      return (
        `Against a fixed target it wastes ${wasted("managed")} instead of ${wasted("fixed-20s")}, since it shrinks the ` +
        `target, and shows ${rate("managed")} instead of ${rate("fixed-20s")}; stalls do not get fewer ` +
        `(${stall("managed")}, ${stall("fixed-20s")}). Growth does nothing for them (${stall("managed-growing-never")} ` +
        `without): a buffer that is low is below its target anyway. Stopping in a panic makes it ` +
        `${fixed(mean("managed-pausing", "stall_s"), 1)} s of stalls a session instead of ${fixed(mean("managed", "stall_s"), 1)} s.`
      );
    },
  },
  {
    id: "B3",
    system: "segment downloader: 5, 3 or 1 segments by buffer level, 3 at once",
    scenario: `${FOLDER}/b03-parallel-downloads.yaml`,
    shows({ of, mean }) {
      const startup = (arm: string) => `${fixed(of(arm, "startup_s").median!, 2)} s`;
      const stall = (arm: string) => `${fixed(mean(arm, "stall_s"), 1)} s`;
      const wait = (arm: string) => `${fixed(mean(arm, "stall_s") + mean(arm, "startup_s"), 1)} s`;
      return (
        `It moves waiting to the start. At a fixed level the first frame comes after ` +
        `${startup("fixed-level-parallel")} instead of ${startup("fixed-level-one-by-one")} (medians), for the first ` +
        `segment shares the link with two others; stalls fall from ${stall("fixed-level-one-by-one")} to ` +
        `${stall("fixed-level-parallel")} a session; both together go from ${wait("fixed-level-one-by-one")} to ` +
        `${wait("fixed-level-parallel")}. An adaptive policy shows ` +
        `${mbps(mean("parallel", "mean_bitrate_kbps"))} instead of ${mbps(mean("one-by-one", "mean_bitrate_kbps"))}.`
      );
    },
  },
  {
    id: "B3",
    system: "segment downloader: replacing what is buffered after an up-switch",
    scenario: `${FOLDER}/b03-replacement.yaml`,
    shows({ mean }) {
      const rate = (arm: string) => mbps(mean(arm, "mean_bitrate_kbps"));
      const wasted = (arm: string) => megabytes(mean(arm, "wasted_bytes"));
      const stall = (arm: string) => percent(mean(arm, "stall_ratio"), 2);
      const figures = (arm: string) => `${rate(arm)}, ${wasted(arm)} for nothing and ${stall(arm)} of stalls`;
      return (
        `Without replacing, ${figures("none")}. Replacing lower segments, ${figures("lower")}; replacing all that ` +
        `follow, ${figures("all")}, and from the playhead on ${figures("all-from-playhead")}.`
      );
    },
  },
  {
    id: "B4",
    system:
      "chunk delivery: byte ranges of 512 KiB, 5 s ahead, 3 at once, 8 s of patience; commands that pass them",
    scenario: `${FOLDER}/b04-chunk-delivery.yaml`,
    shows(result) {
      const { mean } = result;
      const shown = (arm: string) => result.rows(arm).map(({ values }) => fixed(values["media_s"]!, 0));
      const [slow, fast] = shown("three-at-once");
      const [slowAlone, fastAlone] = shown("one-at-a-time");
      const latency = (arm: string) => milliseconds(mean(arm, "control_latency_s"));
      const shared = "commands-on-three-connections";
      const worst = Math.max(...result.rows(shared).map(({ values }) => values["control_latency_max_s"]!));
      return (
        `Three at once never finish on 1.5 Mbit/s, and do on 1.6: in five minutes ${slow} s and ${fast} s of media are ` +
        `shown. One at a time, ${slowAlone} s and ${fastAlone} s. A command takes ${latency("three-at-once")} with ` +
        `priority on the link and ${latency("commands-without-priority")} without. Where chunks hold all connections, ` +
        `priority is no help: ${latency(shared)} on average, at worst ${milliseconds(worst)}.`
      );
    },
  },
  {
    id: "B5",
    system:
      "startup: stages in sequence or at once, media meanwhile, low first quality, first segments of 2 s",
    scenario: `${FOLDER}/b05-startup.yaml`,
    shows(result) {
      const mean = (arm: string) => meanOf(valuesOf(result, arm, "startup_s", true));
      const onLink = (arm: string) => `${fixed(mean(arm), 2)} s`;
      const below = (arm: string, limit: number) =>
        percent(shareBelow(valuesOf(result, arm, "startup_s", false), limit), 0);
      const between = (low: number, high: number) => {
        const arms = result.plan.arms.map(({ name }) => name);
        return arms.filter((arm) => mean(arm) >= low && mean(arm) < high).join(", ");
      };
      return (
        `On 5 Mbit/s, in sequence ${onLink("sequential")}, at once ${onLink("parallel")}, with media meanwhile ` +
        `${onLink("media-meanwhile")}; in sequence with a low first quality ${onLink("low-first-quality")}, with first ` +
        `segments of 2 s ${onLink("short-first-segments")}, with three segments of 4 s ${onLink("three-segments")}; all ` +
        `that is quick together ${onLink("all-of-it")}. Of the claims, 2 s are missed there by ` +
        `${between(2, 99)}; 0.95 to 1.5 s are those of ${between(0.95, 1.5)}; under 1 s are ${between(0, 1)}. On 4G, ` +
        `${below("sequential", 2)} start within 2 s in sequence and ${below("sequential", 1)} within 1 s; at once ` +
        `${below("parallel", 2)} and ${below("parallel", 1)}.`
      );
    },
  },
  {
    id: "B5",
    system: "startup: playlists and init segments, at the start and at switches",
    scenario: `${FOLDER}/b05-level-files.yaml`,
    shows(result) {
      const startup = (arm: string) => `${fixed(meanOf(valuesOf(result, arm, "startup_s", true)), 2)} s`;
      const files = (arm: string) =>
        fixed(
          meanOf(
            result.each(
              arm,
              ({ log }) => log.others.filter(({ kind }) => kind === "init" || kind === "playlist").length,
            ),
          ),
          1,
        );
      const stall = (arm: string) => percent(result.mean(arm, "stall_ratio"), 2);
      return (
        `On 5 Mbit/s and 100 ms the first frame comes after ${startup("none")} without any, ${startup("init-beside")} ` +
        `with an init segment beside the first segment, ${startup("init-before")} with one before it and ` +
        `${startup("playlist-and-init")} with a playlist before both. A session loads ${files("init-before")} init ` +
        `segments, ${files("init-before-each-switch")} where they are loaded at each switch; stalls go from ` +
        `${stall("none")} to ${stall("init-before")} and ${stall("init-before-each-switch")}.`
      );
    },
  },
  {
    id: "B5",
    system: "startup: work on segments that have come, and what of it is taken for download time",
    scenario: `${FOLDER}/b05-processing.yaml`,
    shows(result) {
      const startup = (arm: string) => `${fixed(meanOf(valuesOf(result, arm, "startup_s", true)), 2)} s`;
      const rate = (arm: string) => mbps(result.mean(arm, "mean_bitrate_kbps"));
      const stall = (arm: string) => percent(result.mean(arm, "stall_ratio"), 2);
      return (
        `On 5 Mbit/s the first frame comes after ${startup("none")} without any work, ${startup("browser")} with that ` +
        `of a browser and ${startup("slow-device")} with half a second for each segment. On all links these show ` +
        `${rate("none")}, ${rate("browser")} and ${rate("slow-device")} with ${stall("none")}, ${stall("browser")} and ` +
        `${stall("slow-device")} of stalls; where the policy takes the work for download time, ` +
        `${rate("browser-sampled")} and ${rate("slow-device-sampled")} with ${stall("browser-sampled")} and ` +
        `${stall("slow-device-sampled")}.`
      );
    },
  },
  {
    id: "B6",
    system: "seek: abort, clear the buffer, fetch from the key frame, resume within 500 ms",
    scenario: `${FOLDER}/b06-seek.yaml`,
    shows(result) {
      const times = (arm: string) => result.each(arm, seekTimes).flat();
      const within = (arm: string) => percent(shareBelow(times(arm), 0.5), 0);
      const middle = (arm: string) => milliseconds(median(times(arm)));
      return (
        `Clearing the buffer, ${within("clearing")} of seeks resume within 500 ms (median ${middle("clearing")}), since ` +
        `the policy falls to the lowest level when the buffer is empty; with one that keeps its level ` +
        `${within("clearing-same-quality")} do (${middle("clearing-same-quality")}), with two segments to resume ` +
        `${within("two-segments-to-resume")} (${middle("two-segments-to-resume")}). Not clearing makes half of these ` +
        `seeks, those into the buffer, take no time, and wastes ` +
        `${megabytes(result.mean("keeping", "wasted_bytes"))} instead of ` +
        `${megabytes(result.mean("clearing", "wasted_bytes"))}.`
      );
    },
  },
  {
    id: "B7",
    system: "trick play: sprites of 25 pictures, or one BIF file, beside the video",
    scenario: `${FOLDER}/b07-trick-play.yaml`,
    shows(result) {
      const loads = (arm: string, steady: boolean) =>
        result
          .each(arm, ({ identity, log }) =>
            onSteadyLink(identity.trace) === steady
              ? log.others
                  .filter(({ kind, outcome }) => kind === "thumbnail" && outcome === "delivered")
                  .map(({ requested, finished }) => finished - requested)
              : [],
          )
          .flat();
      const on = (arm: string, metric: string) => meanOf(valuesOf(result, arm, metric, true));
      const seconds = (arm: string, metric: string) => `${fixed(on(arm, metric), 2)} s`;
      return (
        `A sprite takes ${fixed(median(loads("sprites", true)), 2)} s on 5 Mbit/s and ` +
        `${fixed(median(loads("sprites", false)), 2)} s on 4G, within 500 ms in ` +
        `${percent(shareBelow(loads("sprites", true), 0.5), 0)} and ` +
        `${percent(shareBelow(loads("sprites", false), 0.5), 0)} of cases; a BIF file of 10 MB ` +
        `${fixed(median(loads("bif-file", true)), 1)} s and ${fixed(median(loads("bif-file", false)), 1)} s. On ` +
        `5 Mbit/s sprites cost the video ${seconds("no-pictures", "startup_s")} to ${seconds("sprites", "startup_s")} of ` +
        `startup and ${seconds("no-pictures", "seek_s")} to ${seconds("sprites", "seek_s")} of waiting after four ` +
        `seeks; the file, a startup of ${seconds("bif-file", "startup_s")} and ` +
        `${mbps(on("bif-file", "mean_bitrate_kbps"))} instead of ${mbps(on("no-pictures", "mean_bitrate_kbps"))}.`
      );
    },
  },
];
