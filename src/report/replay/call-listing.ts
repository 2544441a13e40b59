import { type BitsPerSecond, kbpsFromBps, mbpsFromBps } from "../../units.js";
import { fixed, type Listing, type ListingColumn } from "../listings/index.js";
import { printable } from "../names.js";
import type { ReplayedAnswer, ReplayedCall } from "./replayed-session.js";

type Column = ListingColumn<ReplayedCall>;
type Side = "recorded" | "replayed";
const SIDES: readonly Side[] = ["recorded", "replayed"];

/** Calls in full precision: for programs. */
export function replayRecords(calls: readonly ReplayedCall[]): Listing<ReplayedCall> {
  const kbps = (rate: BitsPerSecond | undefined) => (rate === undefined ? undefined : kbpsFromBps(rate));
  const answer = (side: Side): readonly Column[] => [
    { name: `${side}_level`, read: (call) => call[side]?.level },
    { name: `${side}_wait_s`, read: (call) => call[side]?.wait },
    { name: `${side}_replace_from_s`, read: (call) => call[side]?.replaceFrom },
    { name: `${side}_reason`, read: (call) => call[side]?.reason },
    { name: `${side}_estimate_kbps`, read: (call) => kbps(call[side]?.estimate) },
  ];
  const columns: readonly Column[] = [
    { name: "line", read: ({ line }) => line },
    { name: "call", read: ({ kind }) => kind },
    { name: "agrees", read: ({ agrees }) => agrees },
    { name: "at_s", read: ({ saw }) => saw.now },
    { name: "segment", read: ({ segment }) => segment },
    { name: "phase", read: ({ saw }) => saw.phase },
    { name: "buffer_s", read: ({ saw }) => saw.buffer },
    { name: "last_level", read: ({ saw }) => saw.lastLevel },
    { name: "allowed_min", read: ({ saw }) => saw.allowed[0] },
    { name: "allowed_max", read: ({ saw }) => saw.allowed[1] },
    ...SIDES.flatMap(answer),
    { name: "player_level", read: ({ playerLevel }) => playerLevel },
  ];
  return { columns, rows: calls };
}

/** The same for people: what none of the calls has gets no column. */
export function replayTable(calls: readonly ReplayedCall[]): Listing<ReplayedCall> {
  const some = (test: (call: ReplayedCall) => unknown, column: Column) => (calls.some(test) ? [column] : []);
  const ofSome =
    (test: (answer: ReplayedAnswer) => boolean, sides = SIDES) =>
    (call: ReplayedCall) =>
      sides.some((side) => call[side] && test(call[side]));
  const answer = (side: Side): readonly Column[] => [
    {
      name: `${side} level`,
      heading: `${side}\nlevel`,
      read: (call) => call[side]?.level,
      show: (call) => levelInWords(call, side),
    },
    ...some(
      ofSome(({ wait }) => wait > 0),
      {
        name: `${side} wait`,
        heading: `wait\ns`,
        ...fixed((call) => call[side]?.wait || undefined, 3, ""),
      },
    ),
    ...some(
      ofSome(({ replaceFrom }) => replaceFrom !== undefined),
      {
        name: `${side} replaceFrom`,
        heading: "replace\nfrom s",
        ...fixed((call) => call[side]?.replaceFrom, 2, ""),
      },
    ),
    ...some(
      ofSome(({ reason }) => reason !== undefined, [side]),
      {
        name: `${side} why`,
        heading: "why",
        read: (call) => call[side]?.reason,
        show: (call) => printable(call[side]?.reason ?? ""),
      },
    ),
    ...some(
      ofSome(({ estimate }) => estimate !== undefined, [side]),
      {
        name: `${side} estimate`,
        heading: "estimate\nMbit/s",
        ...fixed((call) => mbps(call[side]?.estimate), 2),
      },
    ),
  ];
  const columns: readonly Column[] = [
    { name: "line", read: ({ line }) => line, show: ({ line }) => `${line}` },
    { name: "at", heading: "at\ns", ...fixed(({ saw }) => saw.now, 2) },
    { name: "segment", read: ({ segment }) => segment, show: ({ segment }) => `${segment}` },
    ...some(({ kind }) => kind === "abandonment", { name: "call", read: ({ kind }) => kind }),
    { name: "buffer", heading: "buffer\ns", ...fixed(({ saw }) => saw.buffer, 2) },
    { name: "last", heading: "last\nlevel", read: ({ saw }) => saw.lastLevel },
    ...(calls.some(({ agrees }) => agrees) && calls.some(({ agrees }) => !agrees)
      ? [{ name: "differs", heading: "", read: ({ agrees }: ReplayedCall) => (agrees ? "" : "≠") }]
      : []),
    ...answer("recorded"),
    ...answer("replayed"),
    ...some(({ playerLevel }) => playerLevel !== undefined, {
      name: "player's level",
      heading: "player's\nlevel",
      read: ({ playerLevel }) => playerLevel,
    }),
  ];
  return { columns, rows: calls };
}

function levelInWords(call: ReplayedCall, side: Side): string {
  const level = call[side]?.level;
  if (level !== undefined) return `${level}`;
  return call.kind === "decision" ? "failed" : "goes on";
}

const mbps = (rate: BitsPerSecond | undefined) => (rate === undefined ? undefined : mbpsFromBps(rate));
