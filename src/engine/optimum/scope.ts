import type { NetworkSettings, PlayerSettings, SessionSettings } from "../../model/settings/index.js";
import type { Trace } from "../../model/trace.js";
import { mayRepeat } from "./may-repeat.js";

/** A setting with which no best plan is known. */
export interface OutsideOptimum {
  /** As a scenario names it: "player.fastSwitch". */
  readonly setting: string;
  /** A clause that completes "it is not covered: ...". */
  readonly because: string;
}

/** In order of looking; the first that is there is told. */
type Rule = readonly [setting: string, isThere: boolean, because: string];

const CONCURRENT = "requests are under way side by side";
const CUT_SHORT = "a viewer may not see the end, and the best plan is for a video played to its end";

/**
 * What keeps a session from having an optimum: whatever makes of it more than one player that makes one request after
 * the other, on a link that is its own, until the video has been played to its end.
 *
 * Abandonment, timeouts and retries are covered: a request that comes to nothing takes time, and a plan may wait for as
 * long and then send the request that came to something.
 *
 * @returns undefined if there is one
 */
export function outsideOptimum(settings: SessionSettings, trace: Trace): OutsideOptimum | undefined {
  const { player, network, viewer, requests, faults, delivery, downloads, content, device } = settings;
  const fallback = requests?.fallback ?? [];
  const rules: readonly Rule[] = [
    ["downloads", downloads !== undefined, CONCURRENT],
    ["content", content !== undefined, "content of this kind is not played from its beginning to its end"],
    ["delivery", delivery !== undefined, "the way of a request depends on those before it"],
    ["faults", (faults?.length ?? 0) > 0, "which requests fail depends on when they are made"],
    ["device.maxHeight", device?.maxHeight !== undefined, "the device limits the levels"],
    ["device.events", (device?.events?.length ?? 0) > 0, "the device limits the levels or the buffer"],
    ["requests.fallback", fallback.includes("offline"), "a segment may come from the device"],
    ["requests.fallback", fallback.includes("emergency stream"), "a segment may have a bitrate of its own"],
    ["viewer.leaveAt", viewer.leaveAt !== undefined, CUT_SHORT],
    ["viewer.patience", viewer.patience !== undefined, CUT_SHORT],
    ["viewer.seeks", viewer.seeks !== undefined, "a seek throws requests away"],
    ["viewer.seeking", viewer.seeking !== undefined, "a seek throws requests away"],
    ["viewer.pauses", viewer.pauses !== undefined, "the playhead stands still of itself"],
    ...playerRules(player),
    ...networkRules(network, trace),
    [
      "network.latencyAdvancesTrace",
      network.latencyAdvancesTrace === false && mayRepeat(settings, "any"),
      "a request that comes to nothing would stop the trace",
    ],
  ];
  const rule = rules.find(([, isThere]) => isThere);
  return rule && { setting: rule[0], because: rule[2] };
}

function playerRules(player: PlayerSettings): Rule[] {
  return [
    ["player.startup", player.startup !== undefined, "its stages compete with media, or hold it back"],
    ["player.bufferBySize", player.bufferBySize !== undefined, "the maximum buffer changes with the level"],
    [
      "player.maxBufferAtTop",
      player.maxBufferAtTop !== undefined,
      "the maximum buffer changes with the level",
    ],
    ["player.stallBuffer", (player.stallBuffer ?? 0) > 0, "playback stops before the buffer is empty"],
    ["player.levelFiles", player.levelFiles !== undefined, "a level takes more when it is first used"],
    ["player.processing", player.processing !== undefined, "segments are in the buffer later than they come"],
    ["player.bufferManager", player.bufferManager !== undefined, "the maximum buffer changes by its health"],
    ["player.segmentLookup", player.segmentLookup !== undefined, "segments are fetched again after a switch"],
    ["player.fastSwitch", player.fastSwitch !== undefined, "segments are fetched again to replace others"],
  ];
}

function networkRules(network: NetworkSettings, trace: Trace): Rule[] {
  const latencyVaries = network.rtt === undefined && trace.latencies !== undefined;
  return [
    ["network.connection", network.connection !== undefined, "how fast a request is depends on those before"],
    [
      "network.latencyAdvancesTrace",
      network.latencyAdvancesTrace === false && latencyVaries,
      "by how much the trace stops depends on when requests are made",
    ],
  ];
}
