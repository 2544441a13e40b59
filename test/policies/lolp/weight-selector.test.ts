import { describe, expect, it } from "vitest";
import { bufferAfter } from "../../../src/policies/lolp/buffer-after.js";
import { NeuronMap } from "../../../src/policies/lolp/neuron-map.js";
import { WeightSelector } from "../../../src/policies/lolp/weight-selector.js";
import { ladder } from "../stage.js";

const levels = ladder(1000, 2000, 4000);
const freshMap = () => new NeuronMap(levels, { learningRate: 0.5, neighbourhood: 10, spareThroughput: 0 });
const selector = (minBuffer = 0.3, dashjsUnits = true) =>
  new WeightSelector(levels, 2, { minBuffer, dashjsUnits });
const view = { buffer: 5, throughput: 8e6, playbackRate: 1 };

describe("bufferAfter", () => {
  it("download_withinTheSegmentsDuration_theRestIsGained", () => {
    expect(bufferAfter(3, 0.5, 2)).toBe(4.5);
    expect(bufferAfter(3, 2, 2)).toBe(3);
  });

  it("download_longerThanThat_theDurationIsLost", () => {
    expect(bufferAfter(3, 2.1, 2)).toBe(1);
  });
});

describe("WeightSelector", () => {
  it("select_noLatencyLearnt_leastForAllButStalls", () => {
    // Stalls count 1e-5 s at least, so their highest weight is best; nothing else depends on weights, and the first is taken
    const least = { throughput: 0.2, latency: 0.2, rebuffer: 1, switching: 0.2 };
    expect(selector().select(freshMap(), view)).toEqual(least);
  });

  it("select_latencyLearnt_itsHighestWeight", () => {
    const map = freshMap();
    map.learn(2, 2, 8e6, 30, 0);
    expect(map.latencyOf(2)).toBeGreaterThan(0.05);
    expect(selector().select(map, view)).toMatchObject({ latency: 1, rebuffer: 1 });
  });

  it("select_latencyLearntByALevelThatLeavesTooLittle_isNotLookedAt", () => {
    const map = new NeuronMap(levels, { learningRate: 0.5, neighbourhood: 1e-3, spareThroughput: 0 });
    map.learn(2, 2, 8e6, 30, 0);
    expect(map.latencyOf(1)).toBe(0);
    // After a second's download of the top level 6 s are left, after half a second's 6.5 s
    expect(selector(6).select(map, view).latency).toBe(1);
    expect(selector(6.1).select(map, view).latency).toBe(0.2);
  });

  it("select_noLevelLeavesEnough_lowestWeights", () => {
    const lowest = { throughput: 0.2, latency: 0.2, rebuffer: 0.2, switching: 0.2 };
    expect(selector(99).select(freshMap(), view)).toEqual(lowest);
  });

  it("select_inOneUnit_stallsWeighAgainstBitrates", () => {
    // 4000 kbit/s x 2 s at 1250 kbit/s: 6.4 s of download, 3 s left, 3.4 s of stall at 4000 each; in bit/s nobody minds.
    // Of the levels only the top one has learnt of latency.
    const map = new NeuronMap(levels, { learningRate: 0.5, neighbourhood: 1e-3, spareThroughput: 0 });
    map.learn(2, 2, 8e6, 30, 0);
    const slow = { ...view, throughput: 1.25e6 };
    expect(selector(0.3, true).select(map, slow).latency).toBe(1);
    expect(selector(0.3, false).select(map, slow).latency).toBe(0.2);
  });
});
