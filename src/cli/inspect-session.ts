import { excerpt, InputError } from "../errors.js";
import type { SessionEnd, SessionIdentity } from "../model/session.js";
import {
  decisionDetail,
  decisionInWords,
  decisionRecords,
  decisionTable,
  type InspectedDecision,
  type InspectedSession,
  sessionDrawing,
  sessionSummary,
} from "../report/inspect/index.js";
import { LISTINGS, type ListingFormat, wrapped } from "../report/listings/index.js";
import { apart } from "./apart/apart.js";
import { stdoutLook } from "./stdout.js";

/** The flags of `abrsim inspect`, as commander gives them. */
export interface InspectFlags {
  readonly policy?: string;
  readonly trace?: string;
  readonly video?: string;
  readonly replicate?: number;
  readonly client?: string;
  readonly scenario?: string;
  readonly segments?: string;
  readonly at?: number;
  readonly format: ListingFormat;
}

/** Prints one session of a results folder, decision by decision. */
export async function showSession(folder: string, flags: InspectFlags): Promise<void> {
  const options = { ...flags, cwd: process.cwd() };
  const session = await apart("inspect", { folder, options });
  const decisions = decisionsOf(session, flags);
  process.stdout.write(RENDERERS[flags.format](session, decisions, flags.at !== undefined));
}

type Renderer = (
  session: InspectedSession,
  decisions: readonly InspectedDecision[],
  whole: boolean,
) => string;

/** @param closely whether all is told of each decision */
const RENDERERS: Readonly<Record<ListingFormat, Renderer>> = {
  table(session, decisions, closely) {
    const look = stdoutLook();
    const marked = closely ? decisions.map(({ decided }) => decided) : [];
    return [
      sessionSummary(session)
        .flatMap((line) => wrapped(line, look.width))
        .map((line) => `${line}\n`)
        .join(""),
      sessionDrawing(session, look, marked),
      ...(closely
        ? decisions.map((decision) => decisionInWords(session, decision, look))
        : [LISTINGS.table(decisionTable(session, decisions), look)]),
    ].join("\n");
  },
  json(session, decisions, closely) {
    const { timeline, end, metrics } = session;
    const { columns, rows } = decisionRecords(session, decisions);
    return `${JSON.stringify(
      {
        session: { ...identity(timeline.identity), ...ending(end) },
        metrics: Object.fromEntries(metrics.map(({ column, value }) => [column.name, value])),
        decisions: rows.map((row) => ({
          ...Object.fromEntries(columns.map(({ name, read }) => [name, read(row)])),
          ...(closely && decisionDetail(session, row)),
        })),
      },
      null,
      2,
    )}\n`;
  },
  csv: (session, decisions) => LISTINGS.csv(decisionRecords(session, decisions)),
  markdown: (session, decisions) => LISTINGS.markdown(decisionTable(session, decisions)),
};

/** As `sessions.csv` names it. */
const identity = ({ traceSet, ...rest }: SessionIdentity) => ({ ...rest, trace_set: traceSet });

const ending = ({ at, ...rest }: SessionEnd) => ({ ...rest, ended_s: at });

/** Those about the segments that the user asks for. */
function decisionsOf(
  session: InspectedSession,
  { segments, at }: InspectFlags,
): readonly InspectedDecision[] {
  const [flag, text] = at !== undefined ? ["--at", String(at)] : ["--segments", segments];
  if (text === undefined) return session.decisions;
  const [first, last] = range(text, flag!);
  const found = session.decisions.filter(({ segment }) => segment >= first && segment <= last);
  if (found.length > 0) return found;
  const known = session.decisions.map(({ segment }) => segment);
  throw new InputError({
    where: flag!,
    expected:
      known.length > 0
        ? `segments from ${Math.min(...known)} to ${Math.max(...known)}, counting from 0`
        : "nothing: no decision was made",
    received: text,
  });
}

/** "10-20" or "10", counting from 0. */
function range(text: string, where: string): readonly [first: number, last: number] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first !== undefined && Number(first) <= Number(last)) return [Number(first), Number(last)];
  throw new InputError({
    where,
    expected: "segments counting from 0, such as 37 or 10-20",
    received: excerpt(text),
  });
}
