import { expect, it } from "vitest";
import { contract } from "../../src/contract/index.js";
import type { Observation, PolicyFactory } from "../../src/model/policy.js";

const legal = contract.find(({ name }) => name === "legal")!;

/** Tries a rule on a policy that notes what it saw first in each case, by the case's path. */
function seenByPath(answer: (o: Observation) => number, path?: string) {
  const seen: { path: string | undefined; buffer?: number }[] = [];
  const factory: PolicyFactory = () => ({
    name: "p",
    decide(o) {
      const last = seen.at(-1)!;
      last.buffer ??= o.buffer;
      return { level: answer(o) };
    },
  });
  const onCase = (to: string | undefined) => void seen.push({ path: to });
  const verdict = legal.try({ factory, onCase }, { seed: 11, sessions: 30, ...(path && { path }) });
  return { seen, verdict };
}

it("each case is told of by the path that leads to it", () => {
  const { seen } = seenByPath(() => 0);
  expect(seen.map(({ path }) => path)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
  for (const one of [seen[0]!, seen[17]!, seen[29]!])
    expect(seenByPath(() => 0, one.path).seen).toEqual([one]);
});

it("from the first that fails on, smaller ones are looked for, whose paths are not known yet", () => {
  const { seen, verdict } = seenByPath(({ buffer }) => (buffer > 10 ? 99 : 0));
  expect(verdict.kind).toBe("broken");
  const failed = seen.findIndex(({ path }) => path === undefined);
  expect(seen.slice(0, failed).map(({ path }) => path)).toEqual(
    Array.from({ length: failed }, (_, index) => String(index)),
  );
  expect(seen.slice(failed).every(({ path }) => path === undefined)).toBe(true);
});
