import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/experiment/plan.js";
import { run } from "../../src/experiment/run.js";
import { createUnitSimulator } from "../../src/experiment/simulate-units.js";
import { arm, plan } from "./plans.js";

const hysteresis = (name: string, options: Readonly<Record<string, unknown>>) => {
  const { players, ...rest } = arm(name, "hysteresis");
  return { ...rest, players: [{ ...players[0]!, options: { upBufferSeconds: 5, ...options } }] };
};

const WITH_ESTIMATORS: Plan = plan({
  arms: [
    hysteresis("own", {}),
    hysteresis("same", { estimator: { use: "sliding-mean", sampleCount: 5 } }),
    hysteresis("other", { estimator: "sabre-ewma" }),
  ],
});

describe("an estimator by name in an arm's options", () => {
  it("is made for the policy, whose decisions rest on it", async () => {
    const simulator = await createUnitSimulator(WITH_ESTIMATORS, { segments: false });
    const unit = { trace: 2, position: 0, replicate: 0 };
    const estimates = [0, 1, 2].map((index) => {
      const { log } = simulator.arm(index, unit)![0]!;
      return Array.from(log.requests.estimate.subarray(0, 20));
    });
    expect(estimates[1]).toEqual(estimates[0]);
    expect(estimates[2]).not.toEqual(estimates[0]);
  });

  it("stays data in the plan, which can be sent to a thread", async () => {
    const sent = structuredClone(WITH_ESTIMATORS);
    await run(WITH_ESTIMATORS, { jobs: 1, segments: false });
    expect(WITH_ESTIMATORS).toEqual(sent);
  });
});
