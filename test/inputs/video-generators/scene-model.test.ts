import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RateControl } from "../../../src/inputs/video-generators/rate-control.js";
import {
  type SceneModel,
  sceneSizes,
  USUAL_SCENES,
} from "../../../src/inputs/video-generators/scene-model.js";

const VBR: RateControl = { kind: "vbr" };
const scenes = (wishes: Partial<SceneModel> = {}): SceneModel => ({
  ...USUAL_SCENES,
  seed: 1,
  rateControl: VBR,
  ...wishes,
});
const four = (count: number) => new Array<number>(count).fill(4);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function variationOf(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) / centre;
}
const level = (sizes: readonly Float64Array[], at: number) => sizes.map((row) => row[at]!);
const logs = (values: readonly number[]) => values.map(Math.log);
function correlationOf(a: readonly number[], b: readonly number[]): number {
  const [centreA, centreB] = [mean(a), mean(b)];
  const product = mean(a.map((value, index) => (value - centreA) * (b[index]! - centreB)));
  return product / (variationOf(a) * centreA * variationOf(b) * centreB);
}

describe("over many segments", () => {
  const count = 20_000;
  const sizes = (wishes: Partial<SceneModel>) => sceneSizes([1e6, 4e6], four(count), scenes(wishes));

  it.each([0.1, 0.2, 0.6])("has the variation %f that was asked for, key frames included", (variation) => {
    expect(variationOf(level(sizes({ variation }), 1)) / variation).toBeCloseTo(1, 1);
  });

  it("has the correlation from segment to segment that was asked for, less what cuts and levels add", () => {
    const [wished, own] = [0.7, 0.2];
    const [all] = [logs(level(sizes({ correlation: wished, levelShare: own, keyframe: 0 }), 0))];
    expect(correlationOf(all.slice(1), all.slice(0, -1))).toBeCloseTo(wished * (1 - own), 1);
  });

  it("has levels that go together but for their share", () => {
    const found = sizes({ levelShare: 0.3, keyframe: 0 });
    expect(correlationOf(logs(level(found, 0)), logs(level(found, 1)))).toBeCloseTo(0.7, 1);
  });

  it("adds a key frame's bits for each cut", () => {
    // A cut every 4 s on average, each worth half a segment, and nothing else: 1 + n/2 over its mean 1.5.
    const found = level(sizes({ variation: 0, keyframe: 0.5, sceneSeconds: 4 }), 0);
    expect(Math.min(...found) / mean(found)).toBeCloseTo(1 / 1.5, 2);
    const without = found.filter((bits) => bits < 1.001 * Math.min(...found)).length / count;
    expect(without).toBeCloseTo(Math.exp(-1), 2);
  });

  it("varies as little as a constant bitrate lets it", () => {
    const found = sizes({ rateControl: { kind: "cbr", variation: 0.02 } });
    expect(variationOf(level(found, 0))).toBeCloseTo(0.02, 2);
  });
});

it("gives each level its bitrate, to the byte, and no segment more than the cap", () => {
  const control = fc.oneof(
    fc.constant(VBR),
    fc.double({ min: 1, max: 3, noNaN: true }).map((cap): RateControl => ({ kind: "capped-vbr", cap })),
    fc
      .double({ min: 0, max: 0.2, noNaN: true })
      .map((variation): RateControl => ({ kind: "cbr", variation })),
  );
  const wishes = fc.record({
    seed: fc.nat(),
    variation: fc.double({ min: 0, max: 1, noNaN: true }),
    correlation: fc.double({ min: -1, max: 1, noNaN: true }),
    sceneSeconds: fc.double({ min: 0.5, max: 60, noNaN: true }),
    keyframe: fc.double({ min: 0, max: 1, noNaN: true }),
    levelShare: fc.double({ min: 0, max: 1, noNaN: true }),
    rateControl: control,
  });
  const durations = fc.array(fc.double({ min: 1, max: 10, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(wishes, durations, (model, seconds) => {
      const sizes = sceneSizes([1e6, 3e6], seconds, model);
      const all = seconds.reduce((sum, each) => sum + each);
      for (const [at, bitrate] of [1e6, 3e6].entries()) {
        const bits = level(sizes, at).reduce((sum, each) => sum + each);
        expect(Math.abs(bits - bitrate * all)).toBeLessThan(8 * (seconds.length + 1));
        expect(sizes.every((row) => row[at]! >= 8)).toBe(true);
        const { rateControl } = model;
        if (rateControl.kind !== "capped-vbr") continue;
        sizes.forEach((row, segment) => {
          expect(row[at]!).toBeLessThanOrEqual(bitrate * rateControl.cap * seconds[segment]! + 8);
        });
      }
    }),
  );
});

it("gives the same sizes for the same seed, and others for another", () => {
  const of = (seed: number) => sceneSizes([1e6], four(5), scenes({ seed }));
  expect(of(3)).toEqual(of(3));
  expect(of(3)).not.toEqual(of(4));
});
