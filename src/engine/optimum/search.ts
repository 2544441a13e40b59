import type { AdditiveQoe } from "../../model/metrics.js";
import type { Bound } from "./bound.js";
import type { Course, Place } from "./course.js";
import type { Effort } from "./effort.js";
import { Front } from "./front.js";
import { Labels } from "./labels.js";
import { gainedAtStart, levelsOf, type Opening } from "./startup.js";
import { type Start, tunePrices } from "./tune-prices.js";

/**
 * Prices that suit the start do not suit what comes of it: with so many labels, and so many segments after the last
 * time, they are adjusted to some of the labels that there are.
 */
const ADJUSTED_FROM = 200;
const ADJUSTED_EVERY = 12;
const ADJUSTED_TO = 16;
const ADJUSTMENT = { steps: 12, merit: "mean", stages: [{ size: 4, scale: 1 }] } as const;
/** Shares of a score below which two plans are equally good. */
export const PRECISION = 1e-9;
/** The same where one label beats another: these add up along a plan. */
const DOMINANCE = 1e-12;

/** How to look for a plan. */
export interface SearchOptions {
  /** The engine's course, on which what is found is achieved; or the smooth one, on which nothing better is missed. */
  readonly faithful: boolean;
  /** Only better plans are looked for. */
  readonly lower: number;
  /** The most labels that are kept for one number of segments; missing: as many as the effort allows. */
  readonly width?: number;
  /** What the search may take: towards its end few are kept, and one at the least. */
  readonly effort: Effort;
  /** The search is given up once plans that are left out may exceed this; missing: it never is. */
  readonly tolerated?: number;
}

type Narrowed = SearchOptions & { readonly width: number };

/** What came of it. */
export interface Found {
  /** The best plan, if there is one better than `lower`. */
  readonly best: { readonly score: number; readonly levels: readonly number[] } | undefined;
  /** Plans that were left out for want of width achieve no more than this; -Infinity if none was. */
  readonly leftOut: number;
}

/** Labels of one number of segments as far as the way back needs them. */
interface Trail {
  readonly level: Uint16Array;
  readonly parent: Int32Array;
}

/**
 * Looks for the best plan segment by segment. Of the ways to come to where a number of segments has arrived, those are
 * kept as labels that are not beaten: a way with the same last level beats another if its next first bit comes no
 * later, it has waited no longer and has gained no less; one with another level, if it has gained more by what the
 * detour from there can cost. It can then do what the other one does, level by level, and
 * by induction stays so: arrivals rise with first bits, waits with arrivals, and the time when there is room with
 * waits. In the end it has waited no longer, whatever a second costs.
 *
 * On a faithful course that is not smooth that is a rule of thumb, which is used only where there are too many labels.
 *
 * Labels whose bound is no better than a plan that is known are dropped; and if there are still more than `width`,
 * those with the lowest bounds, which are then the bound on what was left out.
 */
export class Search {
  private readonly course: Course;
  /** Whose prices are not this search's to change. */
  private readonly given: Bound;
  private bound: Bound;
  private readonly qoe: AdditiveQoe;
  private readonly quality: Float64Array;
  private readonly changes: Float64Array;
  private readonly sizes: Float64Array;
  private readonly fronts: readonly Front[];
  private readonly smooth: boolean;
  /** By the level before, then level. */
  private readonly regrets: Float64Array;
  /** By level, then other level. */
  private readonly detours: Float64Array;
  private readonly place: Place = { clock: 0, moving: false, since: 0, shown: 0 };

  constructor(course: Course, bound: Bound, qoe: AdditiveQoe) {
    this.course = course;
    this.given = bound;
    this.bound = bound;
    this.qoe = qoe;
    this.quality = bound.tables.quality;
    this.changes = bound.tables.changes;
    this.sizes = bound.tables.sizes;
    this.smooth = course.isSmooth;
    this.regrets = new Float64Array(course.levels ** 2);
    this.detours = new Float64Array(course.levels ** 2);
    this.fronts = Array.from({ length: course.levels }, () => new Front());
  }

  run(openings: readonly Opening[], options: SearchOptions): Found {
    const { segments, startsWith, levels } = this.course;
    const { stallCost } = this.qoe;
    const { tolerated = Number.POSITIVE_INFINITY, width = Number.POSITIVE_INFINITY } = options;
    const trails: Trail[] = [];
    let leftOut = Number.NEGATIVE_INFINITY;
    let adjustedAt = startsWith;
    let labels = this.thinned(this.started(openings, options), startsWith, { ...options, width });
    let steps = levels;
    for (let segment = startsWith; segment < segments; segment++) {
      // Twice an even share, since some need many and most do not.
      const share = (2 * options.effort.left) / (segments - segment) / steps;
      const narrowed = { ...options, width: Math.min(width, Math.max(1, Math.ceil(share))) };
      leftOut = Math.max(leftOut, labels.leftOut);
      if (leftOut > tolerated) return { best: undefined, leftOut };
      let { kept } = labels;
      if (kept.count > ADJUSTED_FROM && segment - adjustedAt >= ADJUSTED_EVERY) {
        adjustedAt = segment;
        kept = this.adjusted(kept, segment, options);
        if (kept.count === 0) return { best: undefined, leftOut };
      }
      trails.push({ level: kept.level, parent: kept.parent });
      const before = options.effort.left;
      labels = this.thinned(this.extended(kept, segment, narrowed), segment + 1, narrowed);
      steps = Math.max(1, (before - options.effort.left) / kept.count);
      if (labels.kept.count === 0) return { best: undefined, leftOut };
    }
    const { kept } = labels;
    let best = 0;
    const score = (label: number) => kept.gained[label]! - stallCost * kept.waited[label]!;
    for (let label = 1; label < kept.count; label++) if (score(label) > score(best)) best = label;
    trails.push({ level: kept.level, parent: kept.parent });
    return { best: { score: score(best), levels: levelsAlong(trails, openings, best) }, leftOut };
  }

  /** Looks for prices that suit these labels, and drops those that nothing good enough can come of. */
  private adjusted(labels: Labels, arrived: number, { lower, effort }: SearchOptions): Labels {
    if (this.bound === this.given) this.bound = this.given.copy();
    const { bound } = this;
    const { count, gained, waited, carried, level } = labels;
    const startOf = (label: number): Start => ({
      arrived,
      level: level[label]!,
      gained: gained[label]!,
      waited: waited[label]!,
      carried: carried[label]!,
    });
    const some = Array.from({ length: ADJUSTED_TO }, (_, i) =>
      startOf(Math.floor(((i + 0.5) * count) / ADJUSTED_TO)),
    );
    tunePrices(bound, some, lower, { ...ADJUSTMENT, effort });
    const kept: number[] = [];
    for (let label = 0; label < count; label++) {
      const most = gained[label]! + bound.rest(arrived, level[label]!, waited[label]!, carried[label]!);
      labels.bound[label] = most;
      if (most > threshold(lower)) kept.push(label);
    }
    return labels.keep(kept);
  }

  private started(openings: readonly Opening[], options: SearchOptions): Labels {
    const { course, place } = this;
    const labels = new Labels(openings.length);
    openings.forEach((opening, number) => {
      course.start(place, opening.clock);
      this.add(labels, course.startsWith, opening.level, number, gainedAtStart(opening, this.qoe), options);
    });
    return labels;
  }

  private extended(from: Labels, segment: number, options: Narrowed): Labels {
    const { bound, changes, course, place, quality, sizes } = this;
    const { levels } = course;
    const { faithful, width } = options;
    const weighs = !faithful || this.smooth || from.count * levels > width;
    const enough = threshold(options.lower);
    const tolerance = DOMINANCE * scaleOf(options.lower);
    const into = new Labels(2 * from.count);
    const front = this.fronts[0]!;
    const { regrets } = this;
    bound.regrets(segment, regrets);
    const { bound: bounds, carried, count, firstByte, gained, level: levelBefore, sent } = from;
    let received = 0;
    for (let level = 0; level < levels; level++) {
      front.clear();
      const gain = quality[segment * levels + level]!;
      const size = sizes[segment * levels + level]!;
      // By rising first bit, and so by rising arrival.
      for (let label = 0; label < count; label++) {
        const last = levelBefore[label]!;
        if (bounds[label]! - regrets[last * levels + level]! <= enough) continue;
        from.place(label, place);
        course.sent = sent[label]!;
        received++;
        const end = course.path.arrivalBy(segment, carried[label]!, size);
        if (!course.receiveAt(end, segment, firstByte[label]!, place, faithful)) continue;
        const change = changes[(segment * levels + last) * levels + level]!;
        const gainedNow = gained[label]! + (gain - change);
        if (weighs && !front.add(course.waited(place), gainedNow, tolerance)) continue;
        this.add(into, segment + 1, level, label, gainedNow, options);
      }
    }
    options.effort.spend(received);
    return into;
  }

  /** Adds a label at {@link place}, unless nothing that is good enough can come of it. */
  private add(
    labels: Labels,
    arrived: number,
    level: number,
    parent: number,
    gained: number,
    { faithful, lower }: SearchOptions,
  ): void {
    const { course, bound, place } = this;
    const waited = course.waited(place);
    let firstByte = 0;
    let carried = 0;
    let most = gained - this.qoe.stallCost * waited;
    if (arrived < course.segments) {
      firstByte = course.request(arrived, place, faithful);
      carried = course.path.carried(arrived, firstByte);
      most = gained + bound.rest(arrived, level, waited, carried);
    }
    if (!(most > threshold(lower))) return;
    const label = labels.add(place, level, parent);
    labels.waited[label] = waited;
    labels.gained[label] = gained;
    labels.bound[label] = most;
    labels.sent[label] = course.sent;
    labels.firstByte[label] = firstByte;
    labels.carried[label] = carried;
  }

  /** Whether a label of another level, met before, can do all that this one can for the price of a detour. */
  private isBeaten(level: number, waited: number, gained: number): boolean {
    const { detours, fronts } = this;
    for (let other = 0; other < fronts.length; other++)
      if (other !== level && fronts[other]!.beats(waited, gained + detours[other * fronts.length + level]!))
        return true;
    return false;
  }

  /** By how much more, at the most, it costs to come to the next segment's level from one level than from another. */
  private updateDetours(arrived: number): void {
    const { changes, detours } = this;
    const { levels, segments } = this.course;
    detours.fill(0);
    if (arrived === segments) return;
    for (let from = 0; from < levels; from++)
      for (let other = 0; other < levels; other++) {
        let most = Number.NEGATIVE_INFINITY;
        for (let to = 0; to < levels; to++) {
          const change = changes[(arrived * levels + from) * levels + to]!;
          most = Math.max(most, change - changes[(arrived * levels + other) * levels + to]!);
        }
        detours[from * levels + other] = most;
      }
  }

  /** Those that are not beaten, by rising first bit; if they are too many, the most promising ones. */
  private thinned(
    labels: Labels,
    arrived: number,
    { faithful, lower, width }: Narrowed,
  ): { kept: Labels; leftOut: number } {
    const { bound, count, firstByte, gained, level, waited } = labels;
    const { fronts } = this;
    const tolerance = DOMINANCE * scaleOf(lower);
    const order = Array.from({ length: count }, (_, label) => label);
    order.sort((a, b) => firstByte[a]! - firstByte[b]! || gained[b]! - gained[a]!);
    for (const front of fronts) front.clear();
    const weighs = !faithful || this.smooth || count > width;
    this.updateDetours(arrived);
    const beaten = (label: number) => this.isBeaten(level[label]!, waited[label]!, gained[label]!);
    let kept = order.filter(
      (label) =>
        !weighs || (!beaten(label) && fronts[level[label]!]!.add(waited[label]!, gained[label]!, tolerance)),
    );
    let leftOut = Number.NEGATIVE_INFINITY;
    if (kept.length > width) {
      const bounds = Float64Array.from(kept, (label) => bound[label]!).sort();
      leftOut = bounds[kept.length - width - 1]!;
      let ties = width - (kept.length - 1 - bounds.lastIndexOf(leftOut));
      kept = kept.filter((label) => bound[label]! > leftOut || (bound[label] === leftOut && ties-- > 0));
    }
    return { kept: labels.keep(kept), leftOut };
  }
}

/** Whether by more than rounding. */
export function isBetter(score: number, than: number): boolean {
  return score > threshold(than);
}

/** From here on a score is better by more than rounding. */
function threshold(lower: number): number {
  return lower + PRECISION * scaleOf(lower);
}

function scaleOf(lower: number): number {
  return lower > Number.NEGATIVE_INFINITY ? Math.max(1, Math.abs(lower)) : 1;
}

function levelsAlong(trails: readonly Trail[], openings: readonly Opening[], last: number): number[] {
  const levels: number[] = [];
  let label = last;
  for (let i = trails.length - 1; i > 0; i--) {
    levels.push(trails[i]!.level[label]!);
    label = trails[i]!.parent[label]!;
  }
  return [...levelsOf(openings[trails[0]!.parent[label]!]), ...levels.reverse()];
}
