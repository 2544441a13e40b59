import { joined } from "./joined.js";

/**
 * All series one after the other, and the first value again. A chain that is counted over it leaves every state that it
 * enters, reaches every state from every other, and is in each as often as the values are; counted trace by trace, it would
 * stay for ever in an outage that a trace ends in.
 */
export function onceAround(series: readonly Float64Array[]): Float64Array {
  return joined([...series, series[0]!.subarray(0, 1)]);
}
