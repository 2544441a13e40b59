import type { SessionSettings } from "../../model/settings.js";
import { msFromSeconds, secondsFromMs } from "../../units.js";

type Groups = Required<SessionSettings>;

/** How a key of a scenario file is called inside, and how its value is converted both ways where units differ. */
interface SettingKey<Group> {
  readonly inside: keyof Group;
  readonly toInside?: (value: number) => number;
  readonly toEdge?: (value: number) => number;
}

const named = <Group>(inside: keyof Group): SettingKey<Group> => ({ inside });
const milliseconds = <Group>(inside: keyof Group): SettingKey<Group> => ({
  inside,
  toInside: secondsFromMs,
  toEdge: msFromSeconds,
});

/** Every setting that a scenario file may say: by group, then by its key there. The only such list. */
export const SETTING_KEYS = {
  player: {
    startupBufferSeconds: named<Groups["player"]>("startupBuffer"),
    resumeBufferSeconds: named<Groups["player"]>("resumeBuffer"),
    maxBufferSeconds: named<Groups["player"]>("maxBuffer"),
    bufferLimit: named<Groups["player"]>("bufferLimit"),
    idleStepSeconds: named<Groups["player"]>("idleStep"),
    firstLevel: named<Groups["player"]>("firstLevel"),
    starvedAfterSeconds: named<Groups["player"]>("starvedAfter"),
  },
  network: {
    rttMs: milliseconds<Groups["network"]>("roundTripTime"),
    latencyRule: named<Groups["network"]>("latencyRule"),
    payloadShare: named<Groups["network"]>("payloadShare"),
    latencyAdvancesTrace: named<Groups["network"]>("latencyAdvancesTrace"),
  },
  viewer: { leaveAtSeconds: named<Groups["viewer"]>("leaveAt") },
  scoring: { startupIsStall: named<Groups["scoring"]>("startupIsStall") },
} as const;

export type SettingGroup = keyof typeof SETTING_KEYS;

/** A group as a scenario file says it, from the group as the engine knows it. What is missing stays so. */
export function toEdge(group: SettingGroup, inside: object): Record<string, unknown> {
  return converted(group, (key, setting) => [key, valueIn(inside, setting.inside, setting.toEdge)]);
}

/** The reverse. */
export function toInside(group: SettingGroup, edge: object): Record<string, unknown> {
  return converted(group, (key, setting) => [setting.inside, valueIn(edge, key, setting.toInside)]);
}

function converted(
  group: SettingGroup,
  entry: (key: string, setting: SettingKey<Record<string, unknown>>) => [string, unknown],
): Record<string, unknown> {
  const entries = Object.entries(SETTING_KEYS[group]).map(([key, setting]) => entry(key, setting));
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function valueIn(from: object, key: string, convert?: (value: number) => number): unknown {
  const value: unknown = (from as Readonly<Record<string, unknown>>)[key];
  return convert && typeof value === "number" ? convert(value) : value;
}
