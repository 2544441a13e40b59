import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/**
 * The rate that TCP's congestion avoidance holds on a path that loses packets: (MSS / RTT) x sqrt(3/2) / sqrt(p), for
 * a receiver that acknowledges every packet (Mathis, Semke, Mahdavi and Ott, The macroscopic behavior of the TCP
 * congestion avoidance algorithm, 1997, equation 3). Like the formula, it knows no timeouts: above some percent of
 * loss, real connections are slower.
 *
 * @param loss share of packets lost, 0 to 1
 * @returns Infinity, that is no cap, without loss or without a round trip
 */
export function mathisRate(packetSize: Bits, roundTrip: Seconds, loss: number): BitsPerSecond {
  if (loss <= 0 || roundTrip <= 0) return Number.POSITIVE_INFINITY;
  return (packetSize / roundTrip) * Math.sqrt(1.5 / loss);
}
