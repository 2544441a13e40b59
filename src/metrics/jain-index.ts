import type { MetricColumn } from "../model/results.js";

/** How evenly the clients of a link were served, by the bitrate that each was shown: see {@link jainIndex}. */
export const FAIRNESS: MetricColumn = {
  name: "jain_bitrate",
  label: "fairness of bitrate",
  unit: "",
  better: "higher",
};

/**
 * Jain's fairness index of what several received: (sum x)^2 / (n sum x^2). 1 when all received alike, 1/n when one
 * received everything. Those who received nothing count as 0.
 *
 * Source: Jain, Chiu, Hawe: A Quantitative Measure of Fairness and Discrimination for Resource Allocation in Shared
 * Computer Systems. DEC-TR-301, 1984.
 *
 * @returns undefined of nobody, and where nobody received anything
 */
export function jainIndex(received: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  let squares = 0;
  for (const x of received) {
    sum += x ?? 0;
    squares += (x ?? 0) ** 2;
  }
  return squares > 0 ? sum ** 2 / (received.length * squares) : undefined;
}
