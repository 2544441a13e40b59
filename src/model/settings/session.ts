import type { ContentSettings } from "./content.js";
import type { DeliverySettings, DownloadSettings } from "./delivery.js";
import type { Fault, NetworkSettings, RequestSettings } from "./network.js";
import type { PlayerSettings } from "./player.js";
import type { DeviceSettings, ViewerSettings } from "./viewer.js";

/** How sessions are scored, where models leave it open. */
export interface ScoringSettings {
  /** Whether QoE models that know no startup delay charge it as a stall, as Pensieve's environment does. */
  readonly startupIsStall?: boolean;
}

/** What delivery costs, where no CDN says its own price (003 section 7). */
export interface CostSettings {
  readonly usdPerGB: number;
  /** The share of bits that a better ladder or codec would save, 0 to 1: for what-if figures. Missing: 0. */
  readonly savings?: number;
}

/**
 * Everything about a simulated session that is not trace, video or policy. A mechanism whose settings are missing
 * is not there, and costs nothing.
 */
export interface SessionSettings {
  readonly player: PlayerSettings;
  readonly network: NetworkSettings;
  readonly viewer: ViewerSettings;
  readonly scoring?: ScoringSettings;
  readonly requests?: RequestSettings;
  readonly faults?: readonly Fault[];
  readonly delivery?: DeliverySettings;
  readonly downloads?: DownloadSettings;
  readonly content?: ContentSettings;
  readonly device?: DeviceSettings;
  readonly cost?: CostSettings;
}
