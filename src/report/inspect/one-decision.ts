import pc from "picocolors";
import type { Level } from "../../model/video.js";
import { bytesFromBits, kbpsFromBps, type Seconds } from "../../units.js";
import { type ListingLook, type Paragraph, paragraphs } from "../listings/index.js";
import { terminalListing } from "../listings/terminal.js";
import { quantity } from "../number-format.js";
import { newestThroughput, throughputOf } from "./decision-listing.js";
import type { InspectedDecision, InspectedSession, SeenObservation } from "./inspected-session.js";
import { kilobytes, levelListing, sampleListing } from "./known-then.js";

/** Everything about one decision, in words: what was seen, what was chosen and why, what came of it. */
export function decisionInWords(
  session: InspectedSession,
  decision: InspectedDecision,
  look: ListingLook = {},
): string {
  const { bold } = pc.createColors(look.colour ?? false);
  const { segment, decided, saw } = decision;
  const [from, to] = [session.segmentStarts[segment], session.segmentStarts[segment + 1]];
  const media =
    from === undefined || to === undefined ? "" : `, ${seconds(from)} to ${seconds(to)} of the video`;
  const parts = [
    bold(`Segment ${segment}${media}, decided at ${seconds(decided)}`),
    paragraphs(
      [
        { name: "saw", lines: saw ? seen(session, saw) : ["nothing: the policy was not asked"] },
        { name: "chose", lines: chose(session, decision) },
        { name: "came of it", lines: cameOfIt(decision) },
      ],
      look,
    ).trimEnd(),
    bold("Levels of this segment"),
    terminalListing(levelListing(session, decision), look).trimEnd(),
    ...(saw && saw.samples > 0
      ? [
          bold("Downloads that it knew of, newest first"),
          terminalListing(sampleListing(session, saw), look).trimEnd(),
        ]
      : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The same as plain data, in the units of the edge. */
export function decisionDetail({ samples }: InspectedSession, { saw }: InspectedDecision): object {
  if (saw === undefined) return {};
  const { segment, live, device, inFlight } = saw;
  return {
    max_buffer_s: saw.maxBuffer,
    playback_rate: saw.playbackRate,
    segments_left: segment.remaining,
    ...(segment.sizes && { sizes_bytes: Array.from(segment.sizes, bytesFromBits) }),
    ...(live && { live }),
    ...(device && { device }),
    ...(inFlight && { in_flight: inFlight }),
    samples: samples.slice(0, saw.samples).map((sample) => {
      const { start, firstByte, end, bits, level } = sample;
      const throughput = throughputOf(sample);
      return {
        start_s: start,
        first_byte_s: firstByte,
        end_s: end,
        size_bytes: bytesFromBits(bits),
        level,
        ...(throughput !== undefined && { throughput_kbps: kbpsFromBps(throughput) }),
      };
    }),
  };
}

function seen({ levels }: InspectedSession, saw: SeenObservation): Paragraph["lines"] {
  const { phase, buffer, maxBuffer, playbackRate, lastLevel, allowed, segment, live, device, inFlight } = saw;
  const speed = playbackRate === 1 ? "" : ` at ${playbackRate} times the speed`;
  const last = lastLevel === undefined ? "nothing downloaded yet" : `level ${lastLevel} downloaded last`;
  const all = allowed[0] === 0 && allowed[1] === levels.length - 1;
  return [
    `${phase}${speed}, ${seconds(buffer)} of buffer of at most ${seconds(maxBuffer)}, ${segment.remaining} segments to go`,
    `${last}, ${all ? "every level" : `levels ${allowed[0]} to ${allowed[1]}`} allowed`,
    ...(live ? [`live: ${seconds(live.latency)} behind the edge, ${seconds(live.target)} wanted`] : []),
    ...(device ? [`device: ${words(device)}`] : []),
    ...(inFlight ? [`under way: segment ${inFlight.segment} at level ${inFlight.level}`] : []),
  ];
}

const words = (facts: object): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");

function chose(session: InspectedSession, decision: InspectedDecision): string[] {
  const { level, wait, reason, estimate, saw } = decision;
  if (level === undefined) return ["nothing"];
  const why =
    reason === undefined ? (saw ? "without giving a reason" : "without asking") : `because of "${reason}"`;
  const newest = newestThroughput(session, decision);
  const rests = [
    ...(estimate === undefined ? [] : [`an estimate of ${quantity(kbpsFromBps(estimate), "kbit/s")}`]),
    ...(newest === undefined
      ? []
      : [`the newest download came at ${quantity(kbpsFromBps(newest), "kbit/s")}`]),
  ];
  return [
    `level ${level}, ${levelName(session.levels[level])}, ${why}`,
    ...(rests.length > 0 ? [rests.join("; ")] : []),
    ...(wait > 0 ? [`a wait of ${seconds(wait)} before the request`] : []),
  ];
}

function cameOfIt({ outcome, request }: InspectedDecision): string[] {
  if (request === undefined) return [outcome];
  const { requested, firstByte, finished, size, received, bufferAfter, stall, note } = request;
  const took = finished - requested;
  const rate = took > 0 ? `, ${quantity(kbpsFromBps(received / took), "kbit/s")} over all` : "";
  const part = received < size ? ` of ${kilobytes(size)}` : "";
  return [
    note === undefined ? outcome : `${outcome}: ${note}`,
    `${kilobytes(received)}${part} from ${seconds(requested)} to ${seconds(finished)}: ${seconds(took)}${rate}`,
    firstByte === undefined ? "no bit arrived" : `first bit after ${seconds(firstByte - requested)}`,
    `${stall > 0 ? `playback stood still for ${seconds(stall)} meanwhile` : "no stall"}; ${seconds(bufferAfter)} of buffer afterwards`,
  ];
}

const levelName = (level: Level | undefined): string => {
  if (level === undefined) return "which the ladder does not have";
  const bitrate = quantity(kbpsFromBps(level.bitrate), "kbit/s");
  return level.name === undefined ? bitrate : `${level.name} at ${bitrate}`;
};

const seconds = (value: Seconds): string => quantity(value, "s");
