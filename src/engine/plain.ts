import type { Policy } from "../model/policy.js";
import type {
  NetworkSettings,
  PlayerSettings,
  SessionSettings,
  ViewerSettings,
} from "../model/settings/index.js";

/**
 * Whether the fast lane will do: one player, one request at a time, and nothing asked for that only the general
 * engine knows. What a policy does not listen to is not there either.
 */
export function isPlain(settings: SessionSettings, policy: Policy): boolean {
  const { player, network, viewer, requests, faults, delivery, downloads, content, device } = settings;
  return (
    requests === undefined &&
    (faults === undefined || faults.length === 0) &&
    delivery === undefined &&
    downloads === undefined &&
    content === undefined &&
    device === undefined &&
    isPlainPlayer(player, policy) &&
    isPlainNetwork(network) &&
    isPlainViewer(viewer)
  );
}

function isPlainPlayer(player: PlayerSettings, policy: Policy): boolean {
  return (
    (player.bufferLimit ?? "fits") === "fits" &&
    player.idleStep === undefined &&
    player.firstLevel === undefined &&
    (player.knowsSizes ?? true) &&
    player.startupSegments === undefined &&
    player.startup === undefined &&
    player.bufferBySize === undefined &&
    player.maxBufferAtTop === undefined &&
    (player.stallBuffer ?? 0) === 0 &&
    player.levelFiles === undefined &&
    player.processing === undefined &&
    player.bufferManager === undefined &&
    player.segmentLookup === undefined &&
    player.fastSwitch === undefined &&
    (player.playbackRate ?? 1) === 1 &&
    (player.abandonment === undefined || policy.onProgress === undefined)
  );
}

function isPlainNetwork(network: NetworkSettings): boolean {
  return (
    (network.latencyRule ?? "at request") === "at request" &&
    (network.firstByte ?? "after latency") === "after latency" &&
    (network.payloadShare ?? 1) === 1 &&
    (network.latencyAdvancesTrace ?? true) &&
    (network.serverDelay ?? 0) === 0 &&
    network.connection === undefined
  );
}

function isPlainViewer(viewer: ViewerSettings): boolean {
  return (
    viewer.seeks === undefined &&
    viewer.seeking === undefined &&
    viewer.pauses === undefined &&
    viewer.patience === undefined
  );
}
