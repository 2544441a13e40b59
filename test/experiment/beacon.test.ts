import { expect, it } from "vitest";
import { Beacon } from "../../src/experiment/beacon.js";

it("tells what it was told last, and how often it was told anything", () => {
  const memory = Beacon.memoryFor(2);
  const beacon = Beacon.claim(memory)!;
  expect(Beacon.readAll(memory)).toEqual([
    { times: 0, at: "" },
    { times: 0, at: "" },
  ]);
  beacon.at("a long session of a policy");
  beacon.at("zwölf · 十二");
  expect(Beacon.readAll(memory)[0]).toEqual({ times: 2, at: "zwölf · 十二" });
  beacon.at("");
  expect(Beacon.readAll(memory)[0]).toEqual({ times: 3, at: "" });
});

it("cuts what is too long, and leaves its neighbour alone", () => {
  const memory = Beacon.memoryFor(2);
  const [one, other] = [Beacon.claim(memory)!, Beacon.claim(memory)!];
  other.at("other");
  one.at("x".repeat(100_000));
  const [first, second] = Beacon.readAll(memory);
  expect(first!.at).toMatch(/^x{1000,5000}$/);
  expect(second).toEqual({ times: 1, at: "other" });
});

it("is there for as many as there is memory for", () => {
  const memory = Beacon.memoryFor(1);
  expect(Beacon.claim(memory)).toBeDefined();
  expect(Beacon.claim(memory)).toBeUndefined();
  expect(Beacon.claim(undefined)).toBeUndefined();
});
