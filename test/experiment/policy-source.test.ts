import { expect, it } from "vitest";
import { isOracle } from "../../src/experiment/policy-source.js";

const file = (label: string) => ({ kind: "file", bundle: { label, code: "", map: "" } }) as const;

it.each([
  [{ kind: "library", name: "oracle-mpc" } as const, true],
  [{ kind: "library", name: "mpc" } as const, false],
  [file("oracle-mine.ts"), true],
  [file("policies/oracle-mine.ts"), true],
  [file("policies\\oracle-mine.ts"), true],
  [file("oracle-policies/mine.ts"), false],
  [file("my-oracle-policy.ts"), false],
])("tells the future to policies named oracle- alone: %j", (source, oracle) => {
  expect(isOracle(source)).toBe(oracle);
});
