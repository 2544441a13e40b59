import type { Bits, Seconds } from "../../units.js";
import type { Tables } from "./tables.js";

/** Where a plan stands when some of the segments have arrived. */
export interface SlopeAt {
  /** At least as many as playback starts with, and not all. */
  readonly arrived: number;
  /** Of the last of them. */
  readonly level: number;
  /** In all. */
  readonly waited: Seconds;
  /** By the link when the first bit of the next segment comes. */
  readonly carried: Bits;
}

/**
 * An upper bound on what the rest of any plan brings, by Lagrangian relaxation: capacity has a price, a plan may take
 * as much as it likes, and the link's owner gets the price of all that it could have carried.
 *
 * Let segment j be charged M_j for each bit. The link carries its bits from its first bit, at f_j, to its arrival, at
 * a_j: size_j = C(a_j) - C(f_j), where C(t) is what the link carries up to t. So, for the segments from i on,
 *
 *     sum of quality - change = sum of (quality - change - M_j size_j) + sum of M_j (C(a_j) - C(f_j))
 *
 * The first sum is at most `kappa`: dynamic programming over levels alone. The second is regrouped by what lies between
 * two segments: M_j C(a_j) - M_(j+1) C(f_(j+1)). With W for all that playback has waited until then,
 *
 * - a_j <= starts_j + W, or playback would have waited longer, and C(f_(j+1)) - C(a_j) is what a round trip loses;
 * - f_(j+1) is no earlier than there is room, which is at starts_(j+1) - room + W.
 *
 * Where the price falls the first of these bounds the difference from above, where it rises the second. W never falls
 * along a plan and costs `stallCost` for each second that it rises, so the best course of W is one more dynamic
 * programme, over cells of W that are each taken at their better edge. Prices may be any: they make the bound better
 * or worse, not wrong.
 */
export class Bound {
  /** By segment: units of quality for each bit. */
  readonly prices: Float64Array;
  readonly tables: Tables;
  /** By number of segments arrived, then level of the last. */
  private readonly kappa: Float64Array;
  private readonly bestNext: Uint16Array;
  private readonly worth: Float64Array;
  /** By number of segments arrived, then cell: what is got for capacity if the wait stays within its cell, ... */
  private readonly staying: Float64Array;
  /** ... and if it leaves it, less what it costs in all by then. */
  private readonly leaving: Float64Array;
  /** The cell that it leaves for with the next arrival; its own if it leaves later. */
  private readonly nextCell: Int32Array;

  private readonly least: Seconds;
  /** Cells in which the wait may end. */
  private readonly firstCell: number;

  /**
   * @param least bounds plans alone that wait at least so long in all; at most, it is as long as the cells go
   */
  constructor(tables: Tables, least: Seconds) {
    const { segments, levels, cells } = tables;
    this.tables = tables;
    this.least = least;
    this.prices = new Float64Array(segments);
    this.kappa = new Float64Array((segments + 1) * levels);
    this.bestNext = new Uint16Array((segments + 1) * levels);
    this.worth = new Float64Array(levels);
    this.staying = new Float64Array((segments + 1) * cells);
    this.leaving = new Float64Array((segments + 1) * cells);
    this.nextCell = new Int32Array((segments + 1) * cells);
    this.firstCell = this.tables.cellOf(least);
  }

  /** The same bound, whose prices may be changed. */
  copy(): Bound {
    const copy = new Bound(this.tables, this.least);
    copy.prices.set(this.prices);
    copy.update();
    return copy;
  }

  /** Works the bound out for the prices as they are, for so many segments arrived and more. */
  update(from = this.tables.startsWith): void {
    this.updateLevels(from);
    this.updateWaits(from);
  }

  /**
   * The most that the rest of a plan can bring, all its waiting since play was pressed counted at `stallCost`.
   *
   * @param arrived at least as many segments as playback starts with, and not all
   * @param carried by the link when the first bit of the next segment comes
   */
  rest(arrived: number, level: number, waited: Seconds, carried: Bits): number {
    const { levels, cells, edges, stallCost } = this.tables;
    // Longer than the plans that it is about.
    if (!(waited < edges[cells]!)) return Number.NEGATIVE_INFINITY;
    const place = arrived * cells + this.tables.cellOf(waited);
    const capacity = Math.max(this.staying[place]! - stallCost * waited, this.leaving[place]!);
    return this.kappa[arrived * levels + level]! + capacity - this.prices[arrived]! * carried;
  }

  /**
   * By how much the bound falls if the next segment is of some level, whatever follows.
   *
   * @param into by the level before, then level
   */
  regrets(arrived: number, into: Float64Array): void {
    const { levels, quality, sizes, changes } = this.tables;
    const { kappa, prices } = this;
    for (let from = 0; from < levels; from++)
      for (let to = 0; to < levels; to++) {
        const place = arrived * levels + to;
        const change = changes[(arrived * levels + from) * levels + to]!;
        const worth = quality[place]! - prices[arrived]! * sizes[place]! - change + kappa[place + levels]!;
        into[from * levels + to] = kappa[arrived * levels + from]! - worth;
      }
  }

  /** Adds how {@link rest} changes with the prices, a subgradient, times a weight. */
  slope({ arrived, level, waited, carried }: SlopeAt, weight: number, gradient: Float64Array): void {
    const { segments, levels, cells, stallCost, sizes, atDeadline, atRoom, lost } = this.tables;
    const { prices, staying, leaving } = this;
    for (let i = arrived, last = level; i < segments; i++) {
      last = this.bestNext[i * levels + last]!;
      gradient[i]! -= weight * sizes[i * levels + last]!;
    }
    gradient[arrived]! -= weight * carried;
    let cell = this.tables.cellOf(waited);
    const place = arrived * cells + cell;
    let leaves = leaving[place]! > staying[place]! - stallCost * waited;
    for (let j = arrived + 1; j <= segments; j++) {
      if (leaves) {
        const to = this.nextCell[(j - 1) * cells + cell]!;
        if (to !== cell) {
          cell = to;
          leaves = leaving[j * cells + cell]! > this.settled(j, cell);
        }
      }
      const at = j * cells + cell;
      if (j === segments) gradient[j - 1]! += weight * atDeadline[at]!;
      else if (prices[j]! <= prices[j - 1]!) {
        gradient[j - 1]! += weight * atDeadline[at]!;
        gradient[j]! -= weight * (atDeadline[at]! + lost[at]!);
      } else {
        gradient[j - 1]! += weight * (atRoom[at]! - lost[at]!);
        gradient[j]! -= weight * atRoom[at]!;
      }
    }
  }

  private updateLevels(first: number): void {
    const { segments, levels, quality, sizes, changes } = this.tables;
    const { kappa, bestNext, prices, worth } = this;
    kappa.fill(0, segments * levels);
    for (let i = segments - 1; i >= first; i--) {
      const price = prices[i]!;
      const row = i * levels;
      for (let to = 0; to < levels; to++)
        worth[to] = quality[row + to]! - price * sizes[row + to]! + kappa[row + levels + to]!;
      for (let from = 0; from < levels; from++) {
        const change = (row + from) * levels;
        let most = Number.NEGATIVE_INFINITY;
        let best = 0;
        for (let to = 0; to < levels; to++) {
          const value = worth[to]! - changes[change + to]!;
          if (value > most) {
            most = value;
            best = to;
          }
        }
        kappa[row + from] = most;
        bestNext[row + from] = best;
      }
    }
  }

  /** The innermost loop of all: hence one method, and local variables. */
  private updateWaits(from: number): void {
    const { segments, cells, firstCell, atDeadline, atRoom, lost, edges, stallCost } = this.tables;
    const { staying, leaving, nextCell, prices } = this;
    staying.fill(0, segments * cells);
    staying.fill(Number.NEGATIVE_INFINITY, segments * cells, segments * cells + this.firstCell);
    leaving.fill(Number.NEGATIVE_INFINITY, segments * cells);
    for (let j = segments; j > from; j--) {
      const price = prices[j - 1]!;
      const next = j === segments ? 0 : prices[j]!;
      // See above: where the price falls, and after the last segment, deadlines count, and where it rises room.
      const priceOfLoss = Math.min(price, next);
      const at = next <= price ? atDeadline : atRoom;
      const difference = price - next;
      const first = firstCell[j]!;
      let best = Number.NEGATIVE_INFINITY;
      let bestCell = 0;
      for (let cell = cells - 1; cell >= first; cell--) {
        const here = j * cells + cell;
        const before = here - cells;
        const gain = difference * at[here]! - priceOfLoss * lost[here]!;
        const stays = gain + staying[here]!;
        const leaves = gain + leaving[here]!;
        staying[before] = stays;
        if (leaves >= best) {
          leaving[before] = leaves;
          nextCell[before] = cell;
        } else {
          leaving[before] = best;
          nextCell[before] = bestCell;
        }
        // Whoever enters a cell has waited as long as its lower edge at least.
        const entered = Math.max(stays - stallCost * edges[cell]!, leaves);
        if (entered > best) {
          best = entered;
          bestCell = cell;
        }
      }
      for (let before = (j - 1) * cells; before < (j - 1) * cells + first; before++) {
        staying[before] = Number.NEGATIVE_INFINITY;
        leaving[before] = best;
        nextCell[before] = bestCell;
      }
    }
  }

  /** If the wait is in this cell for good. */
  private settled(arrived: number, cell: number): number {
    const { cells, edges, stallCost } = this.tables;
    return this.staying[arrived * cells + cell]! - stallCost * edges[cell]!;
  }
}
