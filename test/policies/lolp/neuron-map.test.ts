import { describe, expect, it } from "vitest";
import { NeuronMap } from "../../../src/policies/lolp/neuron-map.js";
import { ladder } from "../stage.js";

/* Levels of 3000 and 4000 kbit/s have a magnitude of 5000: their neurons are at 0.6 and 0.8. */
const settings = { learningRate: 0.01, neighbourhood: 0.1, spareThroughput: 10_000 };
const mapOf = (...kbps: readonly number[]) => new NeuronMap(ladder(...kbps), settings);
const EVEN = { throughput: 1, latency: 1, rebuffer: 1, switching: 1 };
const never = () => false;

describe("NeuronMap", () => {
  it("nearest_throughput_theNeuronNextToIt", () => {
    // Places 0.88 and 1.04; beyond the magnitude it is where the furthest neuron is
    expect(mapOf(3000, 4000).nearest(4.4e6, EVEN, never)).toBe(1);
    expect(mapOf(3000, 4000).nearest(5.2e6, EVEN, never)).toBe(1);
  });

  it("nearest_levelWithout10KbpsToSpare_discouraged", () => {
    // At 4000 kbit/s level 1 is at no distance, whatever its weight; at 4009 it is 10 x 0.0018 away, at 4100 10 x 0.02, if
    // it were discouraged
    const map = mapOf(3000, 4000);
    expect(map.nearest(3.9e6, EVEN, never)).toBe(0);
    expect(map.nearest(4.1e6, EVEN, never)).toBe(1);
    expect(map.nearest(4.1e6, EVEN, (level) => level === 1)).toBe(1);
    expect(map.nearest(4.2e6, EVEN, (level) => level === 1)).toBe(0);
  });

  it("nearest_lowest_neverDiscouraged", () => {
    // 0.5 from level 0 at 0.6: were that 100-fold as well, level 1 would not be further for it
    expect(mapOf(3000, 4000).nearest(2.5e6, EVEN, () => true)).toBe(0);
  });

  it("learn_current_movesTowardsWhatWasSeenAndItsNeighbourLessSo", () => {
    const map = mapOf(3000, 4000);
    // At 3000 kbit/s neuron 0 stays at 0.6. Its latency moves by 1 % of 2 s / 100 s; that of neuron 1, 0.2 away, by
    // exp(-0.2^2 / 0.02) = e^-2 of it. Then both move back towards 0 by 1 %, and e^-2 of 1 %.
    map.learn(0, 0, 3e6, 2, 0);
    expect(map.latencyOf(0)).toBeCloseTo(0.0002 * 0.99, 12);
    expect(map.latencyOf(1)).toBeCloseTo(0.0002 * Math.exp(-2) * (1 - 0.01 * Math.exp(-2)), 8);
  });

  it("learn_stallOfTheCurrentLevel_leadsAwayFromIt", () => {
    const map = mapOf(3000, 3100);
    // Half-way between the two, with plenty to spare for both: level 1 is nearer by a little
    const halfway = 4.9e6;
    expect(map.nearest(halfway, EVEN, never)).toBe(1);
    for (let each = 0; each < 50; each++) map.learn(1, 1, halfway, 0, 30);
    expect(map.nearest(halfway, { ...EVEN, throughput: 0.01 }, never)).toBe(0);
  });
});
