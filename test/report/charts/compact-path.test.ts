import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactPath } from "../../../src/report/charts/compact-path.js";

const compact = (path: string) => compactPath(path, 1);

describe("a compact path", () => {
  it("says of horizontal and vertical lines one coordinate, and joins those that go on", () => {
    expect(compact("M0,5L1,5L2,5L2,7L3,8Z")).toBe("M0,5H2V7L3,8Z");
    expect(compact("M0,0L4,0L4,9L4,12L0,12L0,9Z")).toBe("M0,0H4V12H0V9Z");
  });

  it("keeps a line that turns back, because it is stroked and dashed both ways", () => {
    expect(compact("M0,0L4,0L1,0")).toBe("M0,0H4H1");
  });

  it("keeps a path that goes nowhere, which round ends make a dot", () => {
    expect(compact("M3,4L3,4")).toBe("M3,4H3");
  });

  it("rounds, and has lines that are straight but for less", () => {
    expect(compact("M0.04,-0.04L59.999999999999986,1.2345e-10L60.01,7.25L60,9.96")).toBe("M0,0H60V10");
    expect(compactPath("M0.126,5L1e2,5.004", 2)).toBe("M0.13,5H100");
  });

  it("knows curves, and what is not a path of Vega's", () => {
    for (const path of ["M0,0h4v2h-4Z", "M1,0A1,1,0,1,1,-1,0", "M0 0L1 1", "M,1", "M1", "M1,", "L"])
      expect(compact(path)).toBeUndefined();
    expect(compact("")).toBe("");
  });

  it("is drawn the same", () => {
    const place = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(fc.array(place, { minLength: 1, maxLength: 12 }), { minLength: 1 }), (pieces) => {
        const path = pieces
          .map((points) => points.map(([x, y], nth) => `${nth === 0 ? "M" : "L"}${x},${y}`).join(""))
          .join("Z");
        expect(corners(compact(path)!)).toEqual(corners(path));
      }),
    );
  });
});

/** Where a path turns, piece by piece: points on a straight line between two others left out. */
function corners(path: string): number[][][] {
  return path
    .split("Z")
    .filter((piece) => piece !== "")
    .map((piece) => {
      const points: number[][] = [];
      for (const [, letter, one, other] of piece.matchAll(/([MLHV])([^,MLHV]+)(?:,([^MLHV]+))?/g)) {
        const [x = 0, y = 0] = points.at(-1) ?? [];
        points.push(
          letter === "H"
            ? [Number(one), y]
            : letter === "V"
              ? [x, Number(one)]
              : [Number(one), Number(other)],
        );
      }
      const moved = points.filter((point, nth) => nth === 0 || String(point) !== String(points[nth - 1]));
      return moved.filter(
        (point, nth) =>
          nth === 0 || nth === moved.length - 1 || !goesOn(moved[nth - 1]!, point, moved[nth + 1]!),
      );
    });
}

function goesOn([ax = 0, ay = 0]: number[], [bx = 0, by = 0]: number[], [cx = 0, cy = 0]: number[]): boolean {
  const straight = (ax === bx && bx === cx) || (ay === by && by === cy);
  return straight && (bx - ax) * (cx - bx) + (by - ay) * (cy - by) > 0;
}
