import type { Download, LinkOfDownloads } from "../../../src/inputs/traces/link-of-downloads.js";
import type { TraceInterval } from "../../../src/model/trace.js";
import type { Gaps } from "../../../src/model/trace-note.js";
import type { Bits, BitsPerSecond, Seconds } from "../../../src/units.js";

/** Seconds: the shortest interval that a trace can have. Times are rounded to it, so that rounding leaves no slivers. */
const GRAIN = 1e-6;

/** A download on the grid of grains. */
interface Arrival {
  readonly asked: number;
  readonly from: number;
  readonly to: number;
  readonly rate: BitsPerSecond;
  readonly latency: Seconds;
}

/** A stretch of the grid in which the same downloads are under way. */
interface Stretch {
  readonly grains: number;
  /** Of what arrives; missing where nothing does. */
  readonly rate?: BitsPerSecond;
  /** The mean of all that are under way, those included that nothing has come of yet; missing where there are none. */
  readonly latency?: Seconds;
}

/** What `linkOfDownloads` must find, with all downloads at hand at once. */
export function wholeLink(downloads: readonly Download[], gaps: Gaps): LinkOfDownloads | undefined {
  const arrivals = downloads.map(arrivalOf).filter((arrival) => arrival !== undefined);
  if (arrivals.length === 0) return undefined;
  const stretches = stretchesOf(arrivals);
  const measured = stretches.filter(({ rate }) => rate !== undefined);
  const total = (of: readonly Stretch[]) => of.reduce((sum, { grains }) => sum + grains, 0);
  return {
    intervals: intervalsOf(filled(stretches, measured, gaps)),
    note: {
      kind: "measured",
      duration: secondsOf(total(stretches)),
      measured: secondsOf(total(measured)),
      downloads: downloads.length,
      withoutDuration: downloads.length - arrivals.length,
      gaps,
    },
  };
}

const grainsOf = (seconds: Seconds): number => Math.round(seconds / GRAIN);
/** In no more digits than the grid has: 3 grains are 0.000003 s, and three times 1e-6 is a speck less. */
const secondsOf = (grains: number): Seconds => grains / Math.round(1 / GRAIN);

function arrivalOf({ start, firstByte, end, bits }: Download): Arrival | undefined {
  const [from, to] = [grainsOf(firstByte), grainsOf(end)];
  if (to <= from) return undefined;
  const latency = Math.max(0, firstByte - start);
  return { asked: Math.min(grainsOf(start), from), from, to, rate: bits / (end - firstByte), latency };
}

/** Without gaps, from time 0, or from the first download if that was before. */
function stretchesOf(arrivals: readonly Arrival[]): Stretch[] {
  const byRequest = [...arrivals].sort((a, b) => a.asked - b.asked);
  const begin = Math.min(0, byRequest[0]!.asked);
  const marks = new Set([begin, ...arrivals.flatMap(({ asked, from, to }) => [asked, from, to])]);
  const times = Float64Array.from(marks).sort();
  const stretches: Stretch[] = [];
  let open: Arrival[] = [];
  let next = 0;
  for (let index = 0; index + 1 < times.length; index++) {
    const [from, to] = [times[index]!, times[index + 1]!];
    open = open.filter((arrival) => arrival.to > from);
    while (next < byRequest.length && byRequest[next]!.asked <= from) open.push(byRequest[next++]!);
    stretches.push({ grains: to - from, ...together(open, from) });
  }
  return stretches;
}

function together(open: readonly Arrival[], at: number): Omit<Stretch, "grains"> {
  if (open.length === 0) return {};
  const arriving = open.filter(({ from }) => from <= at);
  return {
    ...(arriving.length > 0 && { rate: arriving.reduce((sum, { rate }) => sum + rate, 0) }),
    latency: open.reduce((sum, { latency }) => sum + latency, 0) / open.length,
  };
}

type Known = Required<Stretch>;

/** The stretches with what is not known filled in, or left out. */
function filled(stretches: readonly Stretch[], measured: readonly Stretch[], gaps: Gaps): Known[] {
  // What arrives has been asked for.
  const arriving = measured as readonly Known[];
  if (gaps === "drop") return [...arriving];
  let fill: Omit<Known, "grains"> = gaps === "mean" ? meanOf(arriving) : arriving[0]!;
  return stretches.map(({ grains, rate, latency }) => {
    const known = { rate: rate ?? fill.rate, latency: latency ?? fill.latency };
    if (gaps === "hold") fill = known;
    return { grains, ...known };
  });
}

function meanOf(known: readonly Known[]): Omit<Known, "grains"> {
  let grains = 0;
  let bits: Bits = 0;
  let waits = 0;
  for (const stretch of known) {
    grains += stretch.grains;
    bits += stretch.rate * stretch.grains;
    waits += stretch.latency * stretch.grains;
  }
  return { rate: bits / grains, latency: waits / grains };
}

/** One interval for neighbours that are alike. */
function intervalsOf(known: readonly Known[]): TraceInterval[] {
  const hasLatency = known.some(({ latency }) => latency > 0);
  const merged: Known[] = [];
  for (const stretch of known) {
    const last = merged.at(-1);
    if (last?.rate === stretch.rate && last.latency === stretch.latency)
      merged[merged.length - 1] = { ...last, grains: last.grains + stretch.grains };
    else merged.push(stretch);
  }
  return merged.map(({ grains, rate, latency }) => ({
    duration: secondsOf(grains),
    bandwidth: rate,
    ...(hasLatency && { latency }),
  }));
}
