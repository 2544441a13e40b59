import { expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { policies } from "../../src/policies/registry.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { PLAYER, requestsOf } from "../support/plain.js";

const TRACES = ["trace-commute-1.json", "trace-lte-1.json", "trace-outage-1.json"];

/*
 * The level of every segment asked for, by every policy at its published options, as digits. Where a policy is meant
 * to decide otherwise than before: `npx vitest run test/policies/golden.test.ts --update`, and look at the difference.
 */
it("no policy decides otherwise than it did", async () => {
  const video = oracleVideo("video-six-level.json");
  const lines = policies.flatMap(({ name, factory }) =>
    TRACES.map((trace) => {
      const abandonment = { progressEvery: 0.05, progressBits: 0, afterwards: "forced" } as const;
      const log = simulate({
        trace: oracleTrace(trace),
        video,
        policy: factory,
        settings: { player: { ...PLAYER, maxBuffer: 40, abandonment }, network: {}, viewer: {} },
        seed: 5,
        tellsFuture: name.startsWith("oracle-"),
      });
      expect(log.end.status, `${name} on ${trace}`).toBe("completed");
      const levels = requestsOf(log.requests).map(({ level, outcome }) =>
        outcome === "abandoned" ? `${level}x` : level,
      );
      return `${name.padEnd(13)} ${trace.replace(/^trace-|\.json$/g, "").padEnd(10)} ${levels.join("")}`;
    }),
  );
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../fixtures/golden/policies.txt");
});
