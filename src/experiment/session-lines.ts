import { requestFates } from "../metrics/request-fates.js";
import { playedAudio } from "../model/played-audio.js";
import { CsvBytes, type EncodedCells } from "../report/csv-bytes.js";
import { writeSegmentLines } from "../report/segments-csv.js";
import { whoseCells, writeSessionLine } from "../report/sessions-csv.js";
import { telemetryLines } from "../report/telemetry.js";
import type { BitsPerSecond } from "../units.js";
import { hasClients, identityOf, type Plan, type Seat, type Unit } from "./plan.js";
import type { BlockLines } from "./result-table.js";
import type { ScoredSession } from "./scorer.js";

/** What is written down of a session beside its figures. */
export interface WrittenDown {
  /** Its row of `sessions.csv`. Missing, here and below: not wanted. */
  readonly sessions?: boolean | undefined;
  /** Every request, for `segments.csv`. */
  readonly segments?: boolean | undefined;
  /** Inputs of ITU-T P.1203. */
  readonly p1203?: boolean | undefined;
}

/** Makes the lines of a run's files, session by session, in memory that is used again from block to block. */
export class SessionLines {
  private readonly plan: Plan;
  private readonly written: WrittenDown;
  private readonly clients: boolean;
  private readonly sessions = new CsvBytes();
  private readonly segments = new CsvBytes();
  private telemetry = "";
  /** By arm and player, what the last session's lines began with. */
  private readonly known: Whose[][];

  constructor(plan: Plan, written: WrittenDown) {
    this.plan = plan;
    this.written = written;
    this.clients = hasClients(plan);
    this.known = plan.arms.map(() => []);
  }

  /** @param values by column; NaN where there is none */
  write(unit: Unit, seat: Seat, session: ScoredSession, values: Float64Array): void {
    const { plan, written } = this;
    const { log, video } = session;
    const { replicate } = unit;
    const { seed } = plan;
    if (written.sessions) {
      const { status } = log.end;
      const whose = this.whose(unit, seat);
      writeSessionLine({ whose, replicate, seed, status, values }, this.sessions);
    }
    if (written.segments) {
      const whose = this.whose(unit, seat);
      const fates = requestFates(log, session);
      writeSegmentLines({ whose, replicate, log, video, fates, ...audioOf(session) }, this.segments);
    }
    if (plan.telemetry) {
      const { policySha256 } = plan.arms[seat.arm]!.players[seat.player]!;
      const identity = identityOf(plan, seat, unit);
      const code = policySha256 !== undefined && { policySha256 };
      this.telemetry += telemetryLines({ identity, ...session, ...code });
    }
  }

  /** All lines so far. Begins anew. */
  take(): BlockLines {
    const telemetry = new TextEncoder().encode(this.telemetry);
    this.telemetry = "";
    return { sessions: this.sessions.take(), segments: this.segments.take(), telemetry };
  }

  /** Replicates follow one another, and their lines begin alike. */
  private whose(unit: Unit, { arm, player }: Seat): EncodedCells {
    const { trace, position } = unit;
    const last = this.known[arm]![player];
    if (last?.trace === trace && last.position === position) return last.cells;
    const cells = whoseCells(identityOf(this.plan, { arm, player }, unit), this.clients);
    this.known[arm]![player] = { trace, position, cells };
    return cells;
  }
}

interface Whose extends Omit<Unit, "replicate"> {
  readonly cells: EncodedCells;
}

/** What the player's settings say of a separate audio track. */
export function audioOf({ settings, video }: ScoredSession): { readonly audioBitrate?: BitsPerSecond } {
  const { audio } = settings.downloads ?? {};
  return audio === undefined ? {} : { audioBitrate: playedAudio(audio, video).bitrate };
}
