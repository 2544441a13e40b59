import { notBounded } from "../../engine/optimum/index.js";
import { createWorkspace, type Workspace } from "../../engine/simulate.js";
import type { QoeModel } from "../../model/metrics.js";
import type { SessionLog } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Plan, Seat } from "../plan.js";
import { unitAt, videoPlace } from "../plan.js";
import { type Optimum, optimum, problemOf } from "./optimum.js";

/** Between which scores the optimum lies. */
export interface OptimumRange {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The optima of a plan's sessions, unit by unit. Arms whose players are alike share one: it belongs to the trace, the
 * video, the replicate and the player, not to the policy.
 */
export class UnitOptima {
  private readonly plan: Plan;
  private readonly workspace: Workspace = createWorkspace();
  private readonly keys = new Map<SessionSettings, string>();
  private unit = -1;
  private readonly ofUnit = new Map<string, Optimum>();

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** @returns undefined where there is none, or where it says nothing of this session */
  of(unit: number, seat: Seat, log: SessionLog, model: QoeModel): OptimumRange | undefined {
    const { plan } = this;
    const { settings } = plan.arms[seat.arm]!.players[seat.player]!;
    const { trace: traceNumber, replicate } = unitAt(plan, unit);
    const trace = plan.traces[traceNumber]!;
    const place = videoPlace(plan, seat, unitAt(plan, unit))!;
    const setup = { trace, video: plan.videos[place]!, settings, seed: plan.seed, replicate };
    const problem = problemOf(setup, model);
    if (problem === undefined || notBounded(log, problem) !== undefined) return undefined;
    if (this.unit !== unit) this.ofUnit.clear();
    this.unit = unit;
    const key = `${place} ${model.name} ${this.keyOf(settings)}`;
    let best = this.ofUnit.get(key);
    if (best === undefined) {
      best = optimum({ ...setup, qoe: model, ...plan.optimum }, this.workspace);
      this.ofUnit.set(key, best);
    }
    return best.kind === "found" ? { lower: best.lower, upper: best.upper } : undefined;
  }

  /** Settings that differ in nothing that a plan has to do with have the same key. */
  private keyOf(settings: SessionSettings): string {
    let key = this.keys.get(settings);
    if (key === undefined) {
      const { player, cost, ...rest } = settings;
      const { abandonment, ...ofPlayer } = player;
      key = JSON.stringify([sorted(ofPlayer), sorted(rest)]);
      this.keys.set(settings, key);
    }
    return key;
  }
}

/** With its keys in one order, whatever order they were written in. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
