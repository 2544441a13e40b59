import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { insideName, toInside } from "../../../src/experiment/scenario/inside.js";
import { allKeys, bare, switchesOf } from "../../../src/experiment/scenario/schema-walk.js";
import { SCHEMA_IS_THE_MODEL } from "../../../src/experiment/scenario/settings-proof.js";
import { settingsSchema } from "../../../src/experiment/scenario/settings-schema/session.js";

describe("toInside", () => {
  it.each<[edge: object, inside: object]>([
    [{ leaveAtSeconds: 1.5 }, { leaveAt: 1.5 }],
    [{ rttMs: 80 }, { rtt: 0.08 }],
    [{ bitrateKbps: 128 }, { bitrate: 128_000 }],
    [{ capacityMbps: 2.5 }, { capacity: 2_500_000 }],
    [{ sizeBytes: 3 }, { size: 24 }],
    [{ sizeKiB: 512 }, { size: 4_194_304 }],
    [{ sizeKB: 2 }, { size: 16_000 }],
    [{ fileMB: 5 }, { file: 40_000_000 }],
    [{ progressBits: 12_000 }, { progressBits: 12_000 }],
    [{ usdPerGB: 0.085 }, { usdPerGB: 0.085 }],
    [{ distanceKm: 4 }, { distanceKm: 4 }],
    [{ timeoutByConnectionSeconds: { "4g": 5, other: 10 } }, { timeoutByConnection: { "4g": 5, other: 10 } }],
    [{ delayMs: { a: 1000, b: [2000, 3000] } }, { delay: { a: 1, b: [2, 3] } }],
    [{ a: { b: [{ atSeconds: 1, what: "x" }] } }, { a: { b: [{ at: 1, what: "x" }] } }],
    [
      { at: undefined, on: false, off: null },
      { on: false, off: null },
    ],
    // A unit alone is no suffix.
    [
      { Seconds: 1, Ms: 2 },
      { Seconds: 1, Ms: 2 },
    ],
  ])("%j is %j", (edge, inside) => expect(toInside(edge)).toStrictEqual(inside));

  it("changes nothing in what has no units", () => {
    const plain = fc.object({
      key: fc.constantFrom("a", "b", "leaveAt"),
      values: [fc.integer(), fc.string()],
    });
    fc.assert(
      fc.property(plain, (value) => {
        expect(toInside(value)).toEqual(value);
      }),
    );
  });

  it("converts each number of a list as it would one alone", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), (all) => {
        expect(toInside({ xMs: all })).toEqual({ x: all.map((ms) => toInside({ xMs: ms }).x) });
      }),
    );
  });
});

describe("the schema of settings", () => {
  const keys = allKeys(settingsSchema);

  it("has, without their units, the names of the model's settings, and no others", () => {
    const folder = new URL("../../../src/model/settings/", import.meta.url);
    const text = readdirSync(folder)
      .map((file) => readFileSync(new URL(file, folder), "utf8"))
      .join("\n");
    const ofModel = new Set([...text.matchAll(/\breadonly (\w+)\??:/g)].map((match) => match[1]!));
    const ofSchema = new Set(keys.map(({ path }) => insideName(path.at(-1)!)));
    expect(ofModel.size).toBeGreaterThan(100);
    expect([...ofSchema].sort()).toEqual([...ofModel].sort());
  });

  it("has the types of the model, as the compiler has proved", () => {
    expect(new Set(Object.values(SCHEMA_IS_THE_MODEL))).toEqual(new Set([true]));
  });

  it("takes false for mechanisms, and a truth value never under the name of one", () => {
    const switches = switchesOf(settingsSchema);
    expect([...switches]).toEqual(
      expect.arrayContaining(["abandonment", "audio", "connection", "content", "cdns"]),
    );
    const flags = keys
      .filter(({ schema }) => bare(schema) instanceof z.ZodBoolean)
      .map(({ path }) => path.at(-1)!);
    expect(flags).toEqual(
      expect.arrayContaining(["latencyAdvancesTrace", "startupIsStall", "abortsInFlight"]),
    );
    expect(flags.filter((name) => switches.has(name))).toEqual([]);
  });

  it("gives no two keys of a mapping one name inside", () => {
    const places = keys.map(({ path }) => [...path.slice(0, -1), insideName(path.at(-1)!)].join("."));
    expect(new Set(places).size).toBe(places.length);
  });
});
