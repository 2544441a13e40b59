import pc from "picocolors";
import { readOptions } from "../experiment/policy-check/options-text.js";
import { LISTINGS, type ListingFormat, paragraphs } from "../report/listings/index.js";
import {
  agreementOf,
  type ReplayedCall,
  type ReplayedSession,
  replayHeading,
  replayJson,
  replayRecords,
  replaySummary,
  replayTable,
} from "../report/replay/index.js";
import { escapeMarkdown } from "../report/tables/markdown.js";
import { apart } from "./apart/apart.js";
import { EXIT } from "./exit-codes.js";
import { stdoutLook } from "./stdout.js";

/** The flags of `abrsim replay`, as commander gives them. */
export interface ReplayFlags {
  readonly policy?: string;
  readonly options?: readonly string[];
  readonly set?: readonly string[];
  readonly session?: number;
  readonly all?: boolean;
  readonly mustAgree?: boolean;
  readonly format: ListingFormat;
}

/** Prints how a policy answers what was recorded beside what was answered then, and returns the exit code. */
export async function replayLog(log: string, flags: ReplayFlags): Promise<number> {
  const { policy, session, all = false, mustAgree = false, format } = flags;
  const options = { policy, session, options: optionsOf(flags), cwd: process.cwd() };
  const sessions: ReplayedSession[] = [];
  const hear = (replayed: ReplayedSession) => void sessions.push(replayed);
  await apart("replay", { log, options }, { hear });
  const shown = sessions.map(
    (replayed): Shown => ({
      session: replayed,
      calls: all ? replayed.calls : replayed.calls.filter(({ agrees }) => !agrees),
    }),
  );
  process.stdout.write(RENDERERS[format](shown));
  return mustAgree && !allAgree(sessions) ? EXIT.decisionsDiffer : EXIT.done;
}

function optionsOf({ options = [], set = [] }: ReplayFlags): Readonly<Record<string, unknown>> | undefined {
  const isAssignment = (text: string) => /^[\w-]+=/.test(text);
  const mappings = options.filter((text) => !isAssignment(text)).map((text) => readOptions(text, []));
  const assigned = readOptions(undefined, options.filter(isAssignment), "--options");
  return Object.assign({}, ...mappings, assigned, readOptions(undefined, set));
}

/** Where nothing was decided, nothing was shown to agree; nor where the policy failed. */
function allAgree(sessions: readonly ReplayedSession[]): boolean {
  const decided = sessions.some((session) => agreementOf(session, "decision").count > 0);
  const agrees = ({ failure, calls }: ReplayedSession) => !failure && calls.every((call) => call.agrees);
  return decided && sessions.every(agrees);
}

/** A session, and those of its calls that are asked for. */
interface Shown {
  readonly session: ReplayedSession;
  readonly calls: readonly ReplayedCall[];
}

const RENDERERS: Readonly<Record<ListingFormat, (shown: readonly Shown[]) => string>> = {
  table(shown) {
    const look = stdoutLook();
    const { bold } = pc.createColors(look.colour);
    return shown
      .map(({ session, calls }) => {
        const told = `${bold(replayHeading(session))}\n${paragraphs(replaySummary(session), look)}`;
        return calls.length === 0 ? told : `${told}\n${LISTINGS.table(replayTable(calls), look)}`;
      })
      .join("\n");
  },
  json: (shown) =>
    `${JSON.stringify(
      shown.map(({ session, calls }) => replayJson(session, calls)),
      null,
      2,
    )}\n`,
  csv(shown) {
    const { columns } = replayRecords([]);
    const rows = shown.flatMap(({ session, calls }) => calls.map((call) => ({ session, call })));
    return LISTINGS.csv({
      columns: [
        { name: "session", read: ({ session }: (typeof rows)[number]) => session.session },
        ...columns.map(({ name, read }) => ({
          name,
          read: ({ call }: (typeof rows)[number]) => read(call),
        })),
      ],
      rows,
    });
  },
  markdown: (shown) =>
    shown
      .map(({ session, calls }) => {
        const told = replaySummary(session).flatMap(({ name, lines }) =>
          lines.map((line) => `- ${name}: ${escapeMarkdown(typeof line === "string" ? line : line.quiet)}\n`),
        );
        const listing = calls.length === 0 ? "" : `\n${LISTINGS.markdown(replayTable(calls))}`;
        return `## ${escapeMarkdown(replayHeading(session))}\n\n${told.join("")}${listing}`;
      })
      .join("\n"),
};
