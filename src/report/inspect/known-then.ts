import type { Level } from "../../model/video.js";
import { type Bits, bytesFromBits, mbpsFromBps, type Seconds } from "../../units.js";
import { fixed, type Listing } from "../listings/index.js";
import { NO_VALUE, quantity } from "../number-format.js";
import { newestThroughput, throughputOf } from "./decision-listing.js";
import type { InspectedDecision, InspectedSession, SeenObservation } from "./inspected-session.js";

interface LevelLine extends Level {
  readonly level: number;
  readonly size: Bits | undefined;
  readonly chosen: boolean;
  readonly takes: Seconds | undefined;
}

/** The segment at each level: its size, and how long it would take. */
export function levelListing(session: InspectedSession, decision: InspectedDecision): Listing<LevelLine> {
  const { saw, level: chosen, estimate = newestThroughput(session, decision) } = decision;
  const rows = session.levels.map((level, index): LevelLine => {
    const size = saw?.segment.sizes?.[index];
    const takes = size !== undefined && estimate ? size / estimate : undefined;
    return { ...level, level: index, size, chosen: index === chosen, takes };
  });
  return {
    columns: [
      { name: "level", read: ({ level }) => level },
      {
        name: "name",
        read: ({ name, height }) => name ?? (height && `${height}p`),
        show: (row) => row.name ?? "",
      },
      {
        name: "bitrate",
        heading: "Mbit/s",
        read: (row) => row.bitrate,
        show: (row) => mbpsFromBps(row.bitrate).toFixed(2),
      },
      {
        name: "size",
        heading: "size",
        read: ({ size }) => size,
        show: ({ size }) => (size === undefined ? NO_VALUE : kilobytes(size)),
      },
      {
        name: "takes",
        heading: decision.estimate === undefined ? "s at the newest throughput" : "s at the estimate",
        ...fixed(({ takes }) => takes, 2),
      },
      {
        name: "chosen",
        heading: "",
        read: (row) => row.chosen,
        show: (row) => (row.chosen ? "< chosen" : ""),
      },
    ],
    rows,
  };
}

/** The downloads that the policy knew of, newest first. */
export function sampleListing(
  { samples }: InspectedSession,
  saw: SeenObservation,
): Listing<(typeof samples)[number]> {
  return {
    columns: [
      { name: "end", heading: "whole at\ns", read: ({ end }) => end, show: ({ end }) => end.toFixed(2) },
      { name: "level", read: ({ level }) => level },
      { name: "size", read: ({ bits }) => bits, show: ({ bits }) => kilobytes(bits) },
      {
        name: "latency",
        heading: "first bit\nafter s",
        read: ({ start, firstByte }) => firstByte - start,
        show: ({ start, firstByte }) => (firstByte - start).toFixed(3),
      },
      {
        name: "took",
        heading: "took\ns",
        read: ({ start, end }) => end - start,
        show: ({ start, end }) => (end - start).toFixed(2),
      },
      {
        name: "throughput",
        heading: "Mbit/s",
        read: throughputOf,
        show: (sample) => {
          const throughput = throughputOf(sample);
          return throughput === undefined ? NO_VALUE : mbpsFromBps(throughput).toFixed(2);
        },
      },
    ],
    rows: samples.slice(0, saw.samples).reverse(),
  };
}

export const kilobytes = (bits: Bits): string => quantity(bytesFromBits(bits), "bytes");
