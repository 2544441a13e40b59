import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rig, VARIANTS } from "./rig.js";

/** What may happen between two ticks of the player. */
type Step =
  | { readonly kind: "arrive"; readonly bytes: number }
  | { readonly kind: "play"; readonly seconds: number }
  | { readonly kind: "seek"; readonly to: number }
  | { readonly kind: "cap"; readonly to: number }
  | { readonly kind: "error"; readonly to: number }
  | { readonly kind: "viewer"; readonly to: number }
  | { readonly kind: "look" };

const level = fc.nat(VARIANTS.length - 1);
const orNone = fc.oneof(fc.constant(-1), level);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("arrive" as const), bytes: fc.integer({ min: 1, max: 1e6 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("play" as const),
      seconds: fc.double({ min: 0, max: 5, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("seek" as const), to: fc.nat(39) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cap" as const), to: orNone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("error" as const), to: level }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("viewer" as const), to: orNone }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("look" as const) }) },
);
const answers = fc.infiniteStream(fc.record({ level, wait: fc.constantFrom(0, 0, 0, 0.3, 1.2) }));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("whatever a policy answers and whatever happens", () => {
  it("each request is at the level of the newest decision about its segment, within what was allowed", () => {
    fc.assert(
      fc.property(answers, fc.array(step, { maxLength: 60 }), (wanted, steps) => {
        const rig = new Rig({
          decide: () => {
            const { level, wait } = wanted.next().value;
            return { level, waitSeconds: wait };
          },
        });
        rig.start();
        rig.media.play();
        for (const happening of steps) {
          happen(rig, happening);
          const before = rig.asked.length;
          rig.tick();
          const request = rig.asked[before];
          if (!request) continue;
          const decision = rig.told.at(-1)!;
          expect({ sn: decision.segment, level: decision.level }).toEqual(request);
          expect(decision.level).toBeGreaterThanOrEqual(decision.allowed[0]);
          expect(decision.level).toBeLessThanOrEqual(decision.allowed[1]);
        }
        expect(rig.broken).toEqual([]);
        expect(rig.notices).toEqual([]);
        rig.hls.destroy();
      }),
      { numRuns: 200 },
    );
  });
});

function happen(rig: Rig, happening: Step): void {
  const { hls, media } = rig;
  if (happening.kind === "arrive" && rig.state === "FRAG_LOADING") rig.arrive(happening.bytes);
  if (happening.kind === "play") {
    const seconds = Math.min(happening.seconds, rig.buffer);
    vi.advanceTimersByTime(happening.seconds * 1000);
    media.currentTime += seconds;
    rig.buffer -= seconds;
  }
  if (happening.kind === "seek") {
    // As hls.js does when it is out of the buffer: the request is given up.
    rig.buffer = 0;
    media.seek(happening.to);
    media.seeking = false;
    rig.state = "IDLE";
  }
  if (happening.kind === "cap") hls.autoLevelCapping = happening.to;
  if (happening.kind === "error" && hls.autoLevelEnabled) {
    hls.nextAutoLevel = happening.to;
    rig.state = "IDLE";
  }
  if (happening.kind === "viewer") hls.loadLevel = happening.to;
  if (happening.kind === "look") void hls.nextLoadLevel;
}
