import type { Seconds } from "../../units.js";
import type { Course } from "./course.js";
import { leastLoss } from "./least-loss.js";
import type { OptimumProblem } from "./problem.js";

/** What a plan may be charged for and what it is worth, laid out flat: all that bounds are computed from. */
export class Tables {
  readonly segments: number;
  readonly levels: number;
  readonly startsWith: number;
  readonly stallCost: number;
  /** By segment, then level: units of quality. */
  readonly quality: Float64Array;
  /** By segment, then level: bits. */
  readonly sizes: Float64Array;
  /** By segment, then the level before, then level: units of quality. */
  readonly changes: Float64Array;
  /** Waits in all, startup included, are told apart by these edges, rising: cell k is from edge k to edge k + 1. */
  readonly edges: Float64Array;
  readonly cells: number;
  /**
   * By number of segments arrived, then cell: the bits that the link has carried at the latest time that the last of
   * them can arrive, so that no more is waited for.
   */
  readonly atDeadline: Float64Array;
  /** The same, at the earliest first bit of the next segment, which there has to be room for. */
  readonly atRoom: Float64Array;
  /** The same: the least that the link carries for nobody from there to the next segment's first bit. */
  readonly lost: Float64Array;
  /** By number of segments arrived: the first cell that any plan can be in, since none waits less. */
  readonly firstCell: Int32Array;

  constructor(problem: OptimumProblem, course: Course, edges: Float64Array, leastWaits: Float64Array) {
    const { qoe, video } = problem;
    const { segments, levels, startsWith } = course;
    this.segments = segments;
    this.levels = levels;
    this.startsWith = startsWith;
    this.stallCost = qoe.stallCost;
    this.edges = edges;
    this.cells = edges.length - 1;
    this.quality = new Float64Array(segments * levels);
    this.sizes = new Float64Array(segments * levels);
    this.changes = new Float64Array(segments * levels * levels);
    for (let i = 0; i < segments; i++)
      for (let to = 0; to < levels; to++) {
        this.quality[i * levels + to] = qoe.quality(i, to);
        this.sizes[i * levels + to] = video.sizes[i]![to]!;
        for (let from = 0; from < levels && i > 0; from++)
          this.changes[(i * levels + from) * levels + to] = qoe.changeCost(i, from, to);
      }
    const size = (segments + 1) * this.cells;
    this.atDeadline = new Float64Array(size);
    this.atRoom = new Float64Array(size);
    this.lost = new Float64Array(size);
    this.firstCell = Int32Array.from(leastWaits, (waited) =>
      waited < edges[this.cells]! ? this.cellOf(waited) : this.cells,
    );
    this.fill(problem, course);
  }

  /** Entries that are gone through to work out a bound. */
  get size(): number {
    return this.segments * (this.cells + this.levels ** 2);
  }

  /** The cell of a wait; the last one, if it is beyond all. */
  cellOf(waited: Seconds): number {
    const { edges, cells } = this;
    let low = 0;
    let high = cells - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (edges[middle]! <= waited) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private fill(problem: OptimumProblem, course: Course): void {
    const { segments, startsWith, cells, edges } = this;
    const { starts, rate, rooms, path } = course;
    const loss = leastLoss(problem);
    for (let arrived = startsWith + 1; arrived <= segments; arrived++)
      for (let cell = 0; cell < cells; cell++) {
        const place = arrived * cells + cell;
        const deadline: Seconds = starts[arrived - 1]! / rate + edges[cell + 1]!;
        this.atDeadline[place] = path.carried(arrived - 1, deadline);
        if (arrived === segments) continue;
        const room: Seconds = (starts[arrived]! - rooms[arrived]!) / rate + edges[cell]!;
        this.atRoom[place] = path.carried(arrived, path.earliestFirstByte(Math.max(room, edges[0]!)));
        // A segment arrives after it was requested, for which there had to be room.
        const roomBefore = (starts[arrived - 1]! - rooms[arrived - 1]!) / rate + edges[cell]!;
        const earliest = Math.max(roomBefore, edges[0]!);
        this.lost[place] = earliest <= deadline ? loss(earliest, deadline) : 0;
      }
  }
}
