import type { Phase } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import type { DashjsOptions } from "./options.js";

export type BufferWatchSettings = Pick<DashjsOptions, "stallThresholdSeconds" | "hybridSwitchBufferSeconds">;

export interface BufferWatch {
  /** Levels have to be shown in the order in which they were. */
  see(buffer: Seconds, phase: Phase): void;
  /** Undefined before there has been anything in the buffer. */
  isEmpty(): boolean | undefined;
  /** Whether the buffer is, or lately was, full enough for BOLA. */
  isAmple(): boolean;
}

/**
 * What dash.js follows the buffer level for, at every change of it (5.2.1, BufferController.js and AbrController.js):
 * whether it is empty, at 0.3 s or less, and which of its two main rules is in use, BOLA from 12 s on until it is below
 * 6 s (DYNAMIC; Spiteri, Sitaraman and Sparacio, MMSys 2018).
 *
 * @param ranEmpty called whenever the buffer becomes empty
 */
export function createBufferWatch(settings: BufferWatchSettings, ranEmpty: () => void): BufferWatch {
  const { stallThresholdSeconds, hybridSwitchBufferSeconds } = settings;
  let isEmpty: boolean | undefined;
  let isAmple = false;
  return {
    see(buffer, phase) {
      isAmple = buffer >= hybridSwitchBufferSeconds / (isAmple ? 2 : 1);
      if (buffer > stallThresholdSeconds) isEmpty = false;
      else if (!isEmpty && phase !== "startup") {
        isEmpty = true;
        ranEmpty();
      }
    },
    isEmpty: () => isEmpty,
    isAmple: () => isAmple,
  };
}
