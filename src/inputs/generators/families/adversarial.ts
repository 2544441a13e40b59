import type { TraceFamily } from "../family.js";
import { pulses, sawtooth, sinusoid, squareWave, staircase, step, window } from "../patterns.js";

/**
 * What nature does not do, and control theory does: one thing at a time, so that a policy's fault shows. Levels lie
 * within the usual ladders, periods on both sides of the usual buffer. All of it is ours.
 */
export const adversarial: TraceFamily = {
  name: "adversarial",
  description: "steps, square waves, outages, spikes and the like: one torture a trace, nothing random",
  source: "deterministic test signals",
  kind: "patterns",
  latencyMs: 50,
  patterns: [
    { name: "step-down", capacity: step(5, 0.8) },
    { name: "step-up", capacity: step(0.8, 5) },
    { name: "square-wave-10s", capacity: squareWave(5, 0.5, 10) },
    { name: "square-wave-40s", capacity: squareWave(5, 0.5, 40) },
    { name: "square-wave-120s", capacity: squareWave(5, 0.5, 120) },
    { name: "single-outage", capacity: window(0, 4, 30) },
    { name: "repeated-outages", capacity: pulses(4, 0, 55, 60) },
    { name: "single-spike", capacity: window(20, 1, 10) },
    { name: "single-dip", capacity: window(0.3, 4, 10) },
    { name: "bursts", capacity: pulses(20, 0.2, 1, 10) },
    { name: "sawtooth", capacity: sawtooth(0.4, 6, 60) },
    { name: "sinusoid", capacity: sinusoid(3, 2.5, 60) },
    { name: "staircase", capacity: staircase([5, 3, 1.5, 0.8, 0.4, 0.8, 1.5, 3], 30) },
  ],
};
