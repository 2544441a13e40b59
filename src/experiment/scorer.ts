import { SESSION_COLUMNS } from "../metrics/catalogue.js";
import type { OptionalColumn } from "../metrics/optional/index.js";
import type { MeasuredSession } from "../metrics/session-metrics.js";
import type { QoeModel } from "../model/metrics.js";
import type { SessionSettings } from "../model/settings/index.js";
import { additiveModels } from "./optimal/columns.js";
import type { OptimumRange } from "./optimal/unit-optima.js";
import { columnsOf, hasClients, mechanismColumns, type Plan } from "./plan.js";
import type { LoadedQoeModel } from "./qoe-source.js";
import type { SimulatedSession } from "./simulate-arm.js";

/** A session with everything that its figures are made of. */
export interface ScoredSession extends SimulatedSession, MeasuredSession {
  readonly settings: SessionSettings;
}

/** Writes the figures of sessions in the order of the plan's columns. */
export class Scorer {
  readonly columns: number;
  private readonly mechanisms: readonly OptionalColumn[];
  private readonly fairness: boolean;
  private readonly models: readonly LoadedQoeModel[];
  /** Those whose optima are asked for. */
  private readonly compared: readonly QoeModel[];

  /** @param models those of the plan, in its order */
  constructor(plan: Plan, models: readonly LoadedQoeModel[]) {
    this.columns = columnsOf(plan).length;
    this.mechanisms = mechanismColumns(plan);
    this.fairness = hasClients(plan);
    this.models = models;
    this.compared = plan.optimum ? additiveModels(plan.qoe) : [];
  }

  /**
   * @param fairness of the clients that share the link
   * @param named the session in words, asked for only to complain
   * @param optimum the best that was possible, by a model; asked only where the plan asks for it, and unknown if missing
   * @throws InputError when a model of the user's own has no sensible score
   */
  score(
    session: ScoredSession,
    fairness: number | undefined,
    into: Float64Array,
    named: () => string,
    optimum?: (model: QoeModel) => OptimumRange | undefined,
  ): void {
    const { scoring } = session.settings;
    const input = scoring ? { ...session, scoring } : session;
    let place = 0;
    for (const column of SESSION_COLUMNS) into[place++] = column.read(session.metrics) ?? Number.NaN;
    for (const column of this.mechanisms) into[place++] = column.read(session) ?? Number.NaN;
    if (this.fairness) into[place++] = fairness ?? Number.NaN;
    for (const model of this.models) into[place++] = model.score(input, named) ?? Number.NaN;
    for (const model of this.compared) {
      const achieved = model.score(input);
      const range = achieved === undefined ? undefined : optimum?.(model);
      into[place++] = range?.lower ?? Number.NaN;
      into[place++] = range?.upper ?? Number.NaN;
      into[place++] = range ? Math.max(0, range.lower - achieved!) : Number.NaN;
    }
  }
}
