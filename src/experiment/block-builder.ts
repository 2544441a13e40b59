import { jainIndex } from "../metrics/jain-index.js";
import type { PlayedMemory } from "../metrics/played-segments.js";
import { measureSession } from "../metrics/session-metrics.js";
import type { QoeModel } from "../model/metrics.js";
import { p1203Input } from "../report/p1203/index.js";
import { UnitOptima } from "./optimal/unit-optima.js";
import { identityOf, type Plan, type Seat, type Unit } from "./plan.js";
import {
  ABSENT,
  type ExportedSession,
  type FailedSession,
  type ResultBlock,
  SESSION_STATUSES,
} from "./result-table.js";
import type { ScoredSession, Scorer } from "./scorer.js";
import { sessionInWords } from "./session-in-words.js";
import { audioOf, type SessionLines, type WrittenDown } from "./session-lines.js";
import type { SimulatedSession } from "./simulate-arm.js";

export type { WrittenDown } from "./session-lines.js";

/** What blocks share, one after the other. */
export interface BlockTools {
  readonly plan: Plan;
  readonly scorer: Scorer;
  readonly written: WrittenDown;
  readonly lines: SessionLines;
}

/** Gathers the figures of consecutive units, session by session. */
export class BlockBuilder {
  private readonly tools: BlockTools;
  private readonly first: number;
  private readonly units: number;
  private readonly seats: number;
  private readonly firstSeats: readonly number[];
  private readonly statuses: Uint8Array;
  private readonly values: Float64Array;
  private readonly failures: FailedSession[] = [];
  private readonly p1203: ExportedSession[] = [];
  private readonly optima: UnitOptima;
  /** One session's figures, before they take their places. */
  private readonly row: Float64Array;
  /** By player. */
  private readonly memories: PlayedMemory[] = [];

  constructor(tools: BlockTools, first: number, units: number) {
    const { plan, scorer } = tools;
    this.tools = tools;
    this.first = first;
    this.units = units;
    let seats = 0;
    this.firstSeats = plan.arms.map(({ players }) => {
      seats += players.length;
      return seats - players.length;
    });
    this.seats = seats;
    this.optima = new UnitOptima(plan);
    this.statuses = new Uint8Array(units * seats).fill(ABSENT);
    this.values = new Float64Array(units * seats * scorer.columns).fill(Number.NaN);
    this.row = new Float64Array(scorer.columns);
  }

  /**
   * @param index the unit's place among all
   * @param sessions of the arm's players, in order
   */
  add(index: number, unit: Unit, arm: number, sessions: readonly SimulatedSession[]): void {
    // All are measured before one is scored: fairness is of all.
    const measured = sessions.map((session, player) => this.measured(session, { arm, player }));
    const { client } = this.tools.plan.arms[arm]!.players[0]!;
    const fairness =
      client === undefined ? undefined : jainIndex(measured.map(({ metrics }) => metrics.meanBitrate));
    for (let player = 0; player < measured.length; player++)
      this.put(index, unit, { arm, player }, measured[player]!, fairness);
  }

  finish(): ResultBlock {
    const { first, units, statuses, values, failures, p1203 } = this;
    return { firstUnit: first, units, statuses, values, failures, lines: this.tools.lines.take(), p1203 };
  }

  private measured({ log, video }: SimulatedSession, { arm, player }: Seat): ScoredSession {
    const { settings } = this.tools.plan.arms[arm]!.players[player]!;
    this.memories[player] ??= [];
    const { metrics, played, audioPlayed } = measureSession(log, video, settings, this.memories[player]);
    return { log, video, metrics, played, audioPlayed, settings };
  }

  private put(
    index: number,
    unit: Unit,
    seat: Seat,
    session: ScoredSession,
    fairness: number | undefined,
  ): void {
    const { row, values } = this;
    const { plan, scorer, written, lines } = this.tools;
    const number = this.firstSeats[seat.arm]! + seat.player;
    const { end } = session.log;
    // A failed session says nothing of its policy's quality: it has a status and a reason, and no figures.
    if (end.status === "failed") {
      row.fill(Number.NaN);
      this.failures.push({ unit: index, seat: number, problem: end.problem });
    } else {
      const optimum = (model: QoeModel) => this.optima.of(index, seat, session.log, model);
      const named = () => sessionInWords(identityOf(plan, seat, unit));
      scorer.score(session, fairness, row, named, optimum);
      if (written.p1203) this.p1203.push({ unit: index, seat: number, input: p1203Text(session) });
    }
    const sessions = this.units * this.seats;
    const place = (index - this.first) * this.seats + number;
    this.statuses[place] = SESSION_STATUSES.indexOf(end.status);
    for (let column = 0; column < row.length; column++) values[column * sessions + place] = row[column]!;
    lines.write(unit, seat, session, row);
  }
}

function p1203Text(session: ScoredSession): string | undefined {
  const input = p1203Input({ ...session, ...audioOf(session) });
  return input && `${JSON.stringify(input)}\n`;
}
