import { jainIndex } from "../metrics/jain-index.js";
import { requestFates } from "../metrics/request-fates.js";
import { measureSession } from "../metrics/session-metrics.js";
import type { QoeModel } from "../model/metrics.js";
import { playedAudio } from "../model/played-audio.js";
import type { SessionIdentity } from "../model/session.js";
import { p1203Input } from "../report/p1203/index.js";
import { segmentLines } from "../report/segments-csv.js";
import { telemetryLines } from "../report/telemetry.js";
import type { BitsPerSecond } from "../units.js";
import { UnitOptima } from "./optimal/unit-optima.js";
import { hasClients, identityOf, type Plan, unitAt } from "./plan.js";
import {
  ABSENT,
  type ExportedSession,
  type FailedSession,
  type ResultBlock,
  SESSION_STATUSES,
} from "./result-table.js";
import type { ScoredSession, Scorer } from "./scorer.js";
import type { SimulatedSession } from "./simulate-arm.js";

/** What is written down of a session beside its figures. */
export interface WrittenDown {
  /** Every request, for `segments.csv`. */
  readonly segments: boolean;
  /** Inputs of ITU-T P.1203. Missing: not wanted. */
  readonly p1203?: boolean | undefined;
}

/** Gathers the figures of consecutive units, session by session. */
export class BlockBuilder {
  private readonly plan: Plan;
  private readonly scorer: Scorer;
  private readonly written: WrittenDown;
  private readonly first: number;
  private readonly units: number;
  private readonly seats: number;
  private readonly clients: boolean;
  private readonly firstSeats: readonly number[];
  private readonly statuses: Uint8Array;
  private readonly values: Float64Array;
  private readonly failures: FailedSession[] = [];
  private readonly optima: UnitOptima;
  private segmentLines = "";
  private telemetryLines = "";
  private readonly p1203: ExportedSession[] = [];

  constructor(plan: Plan, scorer: Scorer, written: WrittenDown, first: number, units: number) {
    this.plan = plan;
    this.scorer = scorer;
    this.written = written;
    this.first = first;
    this.units = units;
    let seats = 0;
    this.firstSeats = plan.arms.map(({ players }) => {
      seats += players.length;
      return seats - players.length;
    });
    this.seats = seats;
    this.clients = hasClients(plan);
    this.optima = new UnitOptima(plan);
    this.statuses = new Uint8Array(units * seats).fill(ABSENT);
    this.values = new Float64Array(units * seats * scorer.columns).fill(Number.NaN);
  }

  /** @param sessions of the arm's players, in order */
  add(unit: number, arm: number, sessions: readonly SimulatedSession[]): void {
    const { plan, scorer } = this;
    const { players } = plan.arms[arm]!;
    const measured = sessions.map((session, player): ScoredSession => {
      const { settings } = players[player]!;
      return { ...session, ...measureSession(session.log, session.video, settings), settings };
    });
    const shares = measured.map(({ metrics }) => metrics.meanBitrate);
    const fairness = players[0]!.client === undefined ? undefined : jainIndex(shares);
    measured.forEach((session, player) => {
      const seat = this.firstSeats[arm]! + player;
      const row = (unit - this.first) * this.seats + seat;
      const identity = () => identityOf(plan, { arm, player }, unitAt(plan, unit));
      const { end } = session.log;
      this.statuses[row] = SESSION_STATUSES.indexOf(end.status);
      // A failed session says nothing of its policy's quality: it has a status and a reason, and no figures.
      if (end.status === "failed") this.failures.push({ unit, seat, problem: end.problem });
      else {
        const optimum = (model: QoeModel) => this.optima.of(unit, { arm, player }, session.log, model);
        const named = () => inWords(identity());
        scorer.score(session, fairness, this.values.subarray(row * scorer.columns), named, optimum);
        if (this.written.p1203) this.p1203.push({ unit, seat, input: p1203Text(session) });
      }
      if (this.written.segments || plan.telemetry)
        this.writeDown(identity(), session, players[player]!.policySha256);
    });
  }

  finish(): ResultBlock {
    const { first, units, statuses, values, failures, segmentLines, telemetryLines, p1203 } = this;
    return { firstUnit: first, units, statuses, values, failures, segmentLines, telemetryLines, p1203 };
  }

  private writeDown(
    identity: SessionIdentity,
    session: ScoredSession,
    policySha256: string | undefined,
  ): void {
    const { log, video } = session;
    if (this.written.segments)
      this.segmentLines += segmentLines({
        identity,
        log,
        video,
        clients: this.clients,
        fates: requestFates(log, session),
        ...audioOf(session),
      });
    if (this.plan.telemetry)
      this.telemetryLines += telemetryLines({
        identity,
        ...session,
        ...(policySha256 !== undefined && { policySha256 }),
      });
  }
}

function audioOf({ settings, video }: ScoredSession): { readonly audioBitrate?: BitsPerSecond } {
  const { audio } = settings.downloads ?? {};
  return audio === undefined ? {} : { audioBitrate: playedAudio(audio, video).bitrate };
}

function p1203Text(session: ScoredSession): string | undefined {
  const input = p1203Input({ ...session, ...audioOf(session) });
  return input && `${JSON.stringify(input)}\n`;
}

const inWords = ({ policy, trace, video, replicate }: SessionIdentity): string =>
  `${policy} on ${trace}, ${video}, replicate ${replicate}`;
