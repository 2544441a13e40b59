import fc from "fast-check";
import { expect, it } from "vitest";
import { Bound } from "../../../src/engine/optimum/bound.js";
import { branchOf, halves } from "../../../src/engine/optimum/branch.js";
import { Course, type Place } from "../../../src/engine/optimum/course.js";
import { Effort } from "../../../src/engine/optimum/effort.js";
import { openings } from "../../../src/engine/optimum/startup.js";
import { tunePrices } from "../../../src/engine/optimum/tune-prices.js";
import { patientSettings, traces, videos } from "../../support/arbitraries.js";
import { problemOf } from "./exhaustive.js";

const problems = fc
  .tuple(traces, videos, patientSettings, fc.boolean())
  .map(([trace, video, settings, startupIsStall]) =>
    problemOf(trace, video, { ...settings, scoring: { startupIsStall } }),
  );

const tuning = () => ({ steps: 3, effort: new Effort(Number.POSITIVE_INFINITY), merit: "worst" }) as const;

/** A plan on the smooth course, and where it stands after each segment. */
function followed(course: Course, problem: ReturnType<typeof problemOf>, levels: readonly number[]) {
  const { qoe } = problem;
  const place: Place = { clock: 0, moving: false, since: 0, shown: 0 };
  const marks: { arrived: number; gained: number; waited: number; carried: number; level: number }[] = [];
  let gained = 0;
  levels.forEach((level, segment) => {
    const first = course.request(segment, place, false);
    course.receive(segment, level, first, place, false);
    gained += qoe.quality(segment, level);
    if (segment > 0) gained -= qoe.changeCost(segment, levels[segment - 1]!, level);
    const arrived = segment + 1;
    if (arrived === course.startsWith) gained += (qoe.stallCost - qoe.startupCost) * place.since;
    if (arrived < course.startsWith || arrived === levels.length) return;
    const next = course.request(arrived, { ...place }, false);
    const carried = course.path.carried(arrived, next);
    marks.push({ arrived, gained, waited: course.waited(place), carried, level });
  });
  return { marks, waited: course.waited(place), score: gained - qoe.stallCost * course.waited(place) };
}

it("whatever the prices, the bound at any point of a plan is no less than what the plan comes to", () => {
  fc.assert(
    fc.property(
      problems,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 25, maxLength: 25 }),
      fc.array(fc.double({ min: 0, max: 3e-6, noNaN: true }), { minLength: 25, maxLength: 25 }),
      (problem, shares, prices) => {
        const course = new Course(problem);
        fc.pre(course.startsWith < course.segments);
        const levels = Array.from({ length: course.segments }, (_, i) =>
          Math.min(course.levels - 1, Math.floor(shares[i]! * course.levels)),
        );
        const { marks, score, waited } = followed(course, problem, levels);
        const ways = openings(course, problem.qoe, undefined).sort((a, b) => a.clock - b.clock);
        const spec = { ways, leastWait: 0, mostWait: Number.POSITIVE_INFINITY };
        const whole = branchOf(problem, course, spec, Number.NEGATIVE_INFINITY, tuning());
        const tolerance = 1e-7 * Math.max(1, Math.abs(score));
        expect(whole.root).toBeGreaterThanOrEqual(score - tolerance);
        const check = (bound: Bound, at = marks) => {
          for (const mark of at) {
            const rest = bound.rest(mark.arrived, mark.level, mark.waited, mark.carried);
            expect(mark.gained + rest).toBeGreaterThanOrEqual(score - tolerance);
          }
        };
        check(whole.bound);
        const arbitrary = new Bound(whole.bound.tables, 0);
        arbitrary.prices.set(prices.slice(0, course.segments));
        arbitrary.update();
        check(arbitrary);
        // Adjusted to a place on the way, it holds from there on.
        const middle = marks[Math.floor(marks.length / 2)]!;
        const adjusted = whole.bound.copy();
        tunePrices(adjusted, [middle], score - 1, { ...tuning(), merit: "mean" });
        check(
          adjusted,
          marks.filter(({ arrived }) => arrived >= middle.arrived),
        );
        // One of two halves holds the plan, if it begins as one of the ways does.
        const start = marks[0]!.waited;
        const holding = halves(whole)
          .filter((half) => half.leastWait <= waited + 1e-9 && waited <= half.mostWait + 1e-9)
          .filter((half) => half.ways.some(({ clock }) => clock === start))
          .map((half) => branchOf(problem, course, half, Number.NEGATIVE_INFINITY, tuning()));
        if (ways.some(({ clock }) => clock === start)) {
          expect(holding.length).toBeGreaterThan(0);
          expect(Math.max(...holding.map(({ root }) => root))).toBeGreaterThanOrEqual(score - tolerance);
        }
      },
    ),
    { numRuns: 200 },
  );
});
