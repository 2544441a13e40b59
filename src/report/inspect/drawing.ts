import pc from "picocolors";
import type { PlayerState } from "../../model/session.js";
import { kbpsFromBps, type Seconds } from "../../units.js";
import type { ListingLook } from "../listings/index.js";
import { quantity } from "../number-format.js";
import { timeAxis } from "../time-axis.js";
import { bars } from "./bars.js";
import type { InspectedSession } from "./inspected-session.js";
import { binsOf, lastBefore, leastWithin, meanWithin, type TimeBin } from "./time-bins.js";

const LINK_LINES = 2;
const BUFFER_LINES = 4;
/** Ladders with more levels in use share lines. */
const MOST_LEVEL_LINES = 10;
const FEWEST_COLUMNS = 20;
/** What the last line shows, what matters most first: a stall shorter than a character must not vanish. */
const STATE_MARKS = [
  ["rebuffering", "X", "stalled"],
  ["seeking", ">", "seeking"],
  ["starting", "s", "starting"],
  ["paused", "=", "paused"],
  ["playing", "─", "playing"],
] as const satisfies readonly (readonly [PlayerState, string, string])[];

/** A line of the drawing: what stands before it, and what it shows. */
interface Line {
  readonly label: string;
  readonly drawn: string;
}

/**
 * A session over time, as wide as the terminal: the link's capacity, the level asked for, the buffer level, and what
 * the player was doing.
 *
 * @param marked times to point at
 */
export function sessionDrawing(
  session: InspectedSession,
  { width = 100, colour = false }: ListingLook = {},
  marked: readonly Seconds[] = [],
): string {
  const { dim, red } = pc.createColors(colour);
  const { end } = session.timeline;
  const labels = linesOf(session, binsOf(end, 1)).map(({ label }) => label.length);
  const gutter = Math.max(...labels) + 1;
  const columns = Math.max(FEWEST_COLUMNS, width - gutter);
  const bins = binsOf(end, columns);
  const lines = linesOf(session, bins).map(
    ({ label, drawn }) => dim(`${label.padStart(gutter - 1)} `) + drawn.replaceAll(/X+/g, red),
  );
  const beneath = [timeAxis(end, columns), ...pointers(marked, end, columns), legend(session)];
  return [...lines, ...beneath.map((line) => dim(" ".repeat(gutter) + line))]
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

const linesOf = (session: InspectedSession, bins: readonly TimeBin[]): Line[] => [
  ...linkLines(session, bins),
  ...levelLines(session, bins),
  ...bufferLines(session, bins),
  { label: "player", drawn: stateMarks(session, bins).join("") },
];

/** The capacity; a link far faster than any level is drawn as fast as half as much again. */
function linkLines({ timeline, levels }: InspectedSession, bins: readonly TimeBin[]): Line[] {
  const steps = timeline.capacity.map(({ time_s: time, kbps: value }) => ({ time, value }));
  // A session that ended as it began met no link.
  if (steps.length === 0) return [];
  const means = bins.map((bin) => meanWithin(steps, bin));
  const fastest = Math.max(...steps.map(({ value }) => value));
  const enough = 1.5 * kbpsFromBps(levels.at(-1)!.bitrate);
  const scale = Math.min(fastest, enough);
  const drawn = bars(
    means.map((mean) => (scale > 0 ? mean / scale : 0)),
    LINK_LINES,
  );
  const most = `${fastest > enough ? "≥ " : ""}${quantity(scale, "kbit/s")}`;
  return drawn.map((line, index) => ({ label: index === 0 ? most : "link", drawn: line }));
}

/** A line for each level from the lowest to the highest that was asked for. */
function levelLines({ decisions, levels }: InspectedSession, bins: readonly TimeBin[]): Line[] {
  const asked = decisions.flatMap(({ level, request }) =>
    level === undefined || !request ? [] : [{ level, at: request.requested }],
  );
  if (asked.length === 0) return [];
  asked.sort((a, b) => a.at - b.at);
  const lowest = Math.min(...asked.map(({ level }) => level));
  const highest = Math.max(...asked.map(({ level }) => level));
  const perLine = Math.ceil((highest - lowest + 1) / MOST_LEVEL_LINES);
  const lines: Line[] = [];
  for (let from = lowest; from <= highest; from += perLine) {
    const to = Math.min(highest, from + perLine - 1);
    const bitrate = quantity(kbpsFromBps(levels[to]!.bitrate), "kbit/s");
    const drawn = bins.map((bin) =>
      levelsWithin(asked, bin).some((level) => level >= from && level <= to) ? "━" : " ",
    );
    lines.unshift({
      label: `${bitrate} ${from === to ? `level ${from}` : `${from}-${to}`}`,
      drawn: drawn.join(""),
    });
  }
  return lines;
}

/** The levels asked for in a stretch of time; the one that was asked for last, where none was. */
function levelsWithin(
  asked: readonly { readonly level: number; readonly at: Seconds }[],
  { from, to }: TimeBin,
): number[] {
  // What is asked for where the stretch ends is not in it.
  let last = lastBefore(asked, ({ at }) => at, to);
  while (last > 0 && asked[last]!.at === to) last--;
  const first = lastBefore(asked, ({ at }) => at, from) + 1;
  return asked.slice(Math.min(first, Math.max(0, last)), last + 1).map(({ level }) => level);
}

function bufferLines({ timeline }: InspectedSession, bins: readonly TimeBin[]): Line[] {
  const corners = timeline.buffer.map(({ time_s: time, buffer_s: value }) => ({ time, value }));
  const most = Math.max(0, ...corners.map(({ value }) => value));
  const drawn = bars(
    bins.map((bin) => (most > 0 ? leastWithin(corners, bin) / most : 0)),
    BUFFER_LINES,
  );
  const label = (index: number) =>
    index === 0 ? quantity(most, "s") : index === BUFFER_LINES - 1 ? "buffer" : "";
  return drawn.map((line, index) => ({ label: label(index), drawn: line }));
}

function stateMarks({ states }: InspectedSession, bins: readonly TimeBin[]): string[] {
  return bins.map((bin) => {
    const first = Math.max(
      0,
      lastBefore(states, ({ at }) => at, bin.from),
    );
    const last = lastBefore(states, ({ at }) => at, bin.to);
    // What begins where the stretch ends is not in it.
    const within = states.slice(first, last + 1).filter(({ at }) => at < bin.to);
    return STATE_MARKS.find(([state]) => within.some((one) => one.state === state))?.[1] ?? " ";
  });
}

/** A line that points at times; none where there are none. */
function pointers(marked: readonly Seconds[], end: Seconds, columns: number): string[] {
  if (marked.length === 0 || !(end > 0)) return [];
  const line = new Array<string>(columns).fill(" ");
  for (const time of marked) line[Math.min(columns - 1, Math.floor((time / end) * columns))] = "▲";
  return [line.join("")];
}

function legend({ states }: InspectedSession): string {
  const there = new Set(states.map(({ state }) => state));
  return STATE_MARKS.flatMap(([state, mark, word]) => (there.has(state) ? [`${mark} ${word}`] : [])).join(
    "   ",
  );
}
