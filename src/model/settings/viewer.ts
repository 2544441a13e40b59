import type { Seconds } from "../../units.js";

/** What the viewer does. */
export interface ViewerSettings {
  /** Leaves this long after pressing play; missing: stays to the end. */
  readonly leaveAt?: Seconds;
  /** By rising time. */
  readonly seeks?: readonly ScheduledSeek[];
  /** Seeks at random moments, beside those scheduled. Missing: none. */
  readonly seeking?: SeekModel;
  /** By rising time. */
  readonly pauses?: readonly { readonly at: Seconds; readonly for: Seconds }[];
  /** Missing: waits for ever. */
  readonly patience?: PatienceSettings;
}

/** At a wall-clock time since play was pressed, to a media time. */
export interface ScheduledSeek {
  readonly at: Seconds;
  readonly to: Seconds;
}

/** Seeks come at even chance at any moment while playing, and land evenly within a distance. */
export interface SeekModel {
  readonly perHour: number;
  readonly farthest: Seconds;
  /** The share of seeks that go forwards, 0 to 1. */
  readonly forwards: number;
}

/** A stall is borne for a time; then the viewer leaves at a constant hazard. */
export interface PatienceSettings {
  /** Of one stall. */
  readonly stall: Seconds;
  /** By the second, beyond that; missing: leaves at once. */
  readonly hazard?: number;
  /** Of the startup; missing: without end. */
  readonly startup?: Seconds;
}

/** What the device can bear, and what happens to it. */
export interface DeviceSettings {
  /** Pixels: the highest level that is allowed. Missing: any. */
  readonly maxHeight?: number;
  /** Pixels of the screen, which policies are told. Missing: unknown. */
  readonly screenHeight?: number;
  /** 0 to 1 at the start. Missing: unknown. */
  readonly battery?: number;
  /** The share of the battery that an hour of playback takes. Missing: 0. */
  readonly batteryPerHour?: number;
  readonly connection?: "ethernet" | "wifi" | "5g" | "4g" | "3g" | "2g";
  /** Pixels per second that are decoded without dropping frames. Missing: any. */
  readonly decodes?: number;
  readonly events?: readonly DeviceEvent[];
}

/** From a time on: protected output fails, memory runs low, or latency is found high. */
export type DeviceEvent =
  | { readonly at: Seconds; readonly what: "hdcp error"; readonly maxHeight: number }
  | { readonly at: Seconds; readonly what: "low memory"; readonly maxBuffer: Seconds }
  | {
      readonly at: Seconds;
      readonly what: "high latency";
      readonly levelsDown: number;
      readonly bufferFactor: number;
    };
