import { describe, expect, it } from "vitest";
import { isOfKind } from "../../src/model/options.js";
import { checkOptions } from "../../src/policies/check-options.js";
import * as library from "../../src/policies/index.js";
import { findPolicy, policies } from "../../src/policies/registry.js";
import { contextWith, ladder } from "./stage.js";

/** What policies named `oracle-` have to be told: a link of 1 Mbit/s. */
const future = { deliveryEnd: (start: number, bits: number) => start + bits / 1e6 };

describe("registry", () => {
  it("lists policies by name, each once", () => {
    const names = policies.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it.each(policies)("$name makes a policy of that name", ({ name, factory }) => {
    expect(factory({}, contextWith(ladder(300, 600), { future })).name).toBe(name);
  });

  it.each(policies)("$name has a kind for every option, which its default is of", ({ defaults, kinds }) => {
    expect(Object.keys(kinds).sort()).toEqual(Object.keys(defaults).sort());
    for (const [option, value] of Object.entries(defaults))
      expect(isOfKind(kinds[option]!, value), option).toBe(true);
  });

  it.each(policies)("$name is in the public door", ({ name, factory, defaults }) => {
    const door = library as Record<string, unknown>;
    const exported = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(door[exported]).toBe(factory);
    expect(door[`${exported}Defaults`]).toBe(defaults);
  });

  it.each(policies)("$name takes options given as undefined for left out", ({ factory, defaults }) => {
    const blank = Object.fromEntries(Object.keys(defaults).map((option) => [option, undefined]));
    expect(() => factory(blank, contextWith(ladder(300, 600), { future }))).not.toThrow();
  });

  it("finds by exact name only", () => {
    expect(findPolicy("bb")?.name).toBe("bb");
    expect(findPolicy("BB")).toBeUndefined();
    expect(findPolicy("constructor")).toBeUndefined();
  });
});

describe("checkOptions", () => {
  it("accepts nothing, undefined and every default", () => {
    for (const { name, defaults } of policies) {
      expect(checkOptions(name, {})).toBeUndefined();
      expect(checkOptions(name, defaults)).toBeUndefined();
    }
    expect(checkOptions("bb", { reservoir: undefined })).toBeUndefined();
  });

  it("names the policies for an unknown one", () => {
    const problem = checkOptions("bbb", {});
    expect(problem).toMatchObject({ kind: "unknown policy", name: "bbb" });
    expect(problem).toHaveProperty(
      "known",
      policies.map(({ name }) => name),
    );
  });

  it.each(["reservior", "constructor", "toString"])("names the options for the unknown %s", (option) => {
    expect(checkOptions("bb", { [option]: 1 })).toEqual({
      kind: "unknown option",
      option,
      known: ["reservoir", "cushion", "firstLevel"],
    });
  });

  it.each([
    ["bb", "reservoir", "5", "a number of 0 or more"],
    ["bb", "reservoir", null, "a number of 0 or more"],
    ["bb", "reservoir", -1, "a number of 0 or more"],
    ["bb", "cushion", 0, "a number over 0"],
    ["bb", "cushion", Number.NaN, "a number over 0"],
    ["bb", "cushion", Number.POSITIVE_INFINITY, "a number over 0"],
    ["constant", "level", 1.5, "a level: a whole number of 0 or more"],
    ["constant", "level", -1, "a level: a whole number of 0 or more"],
    ["ewma", "maxQuality", -2, "a level: a whole number of 0 or more, or -1 for none"],
    ["ewma", "literal", "yes", "true or false"],
    ["ewma", "fastNewWeight", 0, "a number over 0 and at most 1"],
    ["ewma", "lowBatteryShare", 20, "a number from 0 to 1"],
    ["hysteresis", "sampleCount", 0, "a whole number of 1 or more"],
    ["mpc", "horizon", 0, "a whole number from 1 to 12"],
    ["robust-mpc", "horizon", 13, "a whole number from 1 to 12"],
    ["buffer", "startName", 720, "a text"],
  ])("%s refuses %s: %s", (name, option, received, expected) => {
    expect(checkOptions(name, { [option]: received })).toEqual({
      kind: "wrong value",
      option,
      expected,
      received,
    });
  });

  it("takes one of the words listed and no other", () => {
    expect(isOfKind(["u", "o"], "u")).toBe(true);
    expect(isOfKind(["u", "o"], "x")).toBe(false);
    expect(isOfKind(["u", "o"], 1)).toBe(false);
  });
});
