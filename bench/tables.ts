import type { Measured } from "./measured.js";

const millions = (rate: number): string => (rate / 1e6).toPrecision(3);

/** Rows of cells, the first of which is a name; columns are as wide as they need to be. */
function table(title: string, rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, place) => Math.max(...rows.map((row) => row[place]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[place]! + 2)))
      .join("")
      .trimEnd();
  return `${title}\n${rows.map(line).join("\n")}\n\n`;
}

/** All that was measured, for people. */
export function tables({ policies, shapes, scaling, engine }: Measured): string {
  const alone = scaling.runs[0]!;
  return [
    table("million segments per second of processor time, one core", [
      ["policy", "segments", "of the C loop"],
      ["bb in C", millions(policies.c), "1"],
      ...policies.policies.map(({ policy, segments }) => [
        policy,
        millions(segments),
        (segments / policies.c).toPrecision(2),
      ]),
    ]),
    ...(["intervals", "levels"] as const).map((size) => {
      const of = shapes.filter((shape) => shape.size === size);
      return table(
        `million segments per second, by ${size === "levels" ? "levels" : "intervals of the trace"}`,
        [
          ["policy", ...of[0]!.speeds.map(({ at }) => `${at}`)],
          ...of.map(({ policy, speeds }) => [policy, ...speeds.map(({ segments }) => millions(segments))]),
        ],
      );
    }),
    table(`abrsim run: ${scaling.sessions} sessions of 150 segments with bb, start to summary.json`, [
      ["threads", "seconds", "times as fast", "as processes", "sessions/s", "MB at most"],
      ...scaling.runs.map(({ jobs, seconds, processes, peakMegabytes }) => [
        `${jobs}`,
        seconds.toFixed(2),
        (alone.seconds / seconds).toFixed(2),
        processes.toFixed(2),
        (scaling.sessions / seconds).toFixed(0),
        peakMegabytes.toFixed(0),
      ]),
    ]),
    table("the engine, case by case", [
      ["", "segments (million/s)", "sessions/s"],
      ...engine.map(({ name, segments, sessions }) => [name, millions(segments), sessions.toFixed(0)]),
    ]),
  ].join("");
}
