import { InputError } from "../../errors.js";
import { folderOf, pathWithin, readTextFile, shownPath } from "../../inputs/files.js";
import { loadTraces, readPlaybacks } from "../../inputs/index.js";
import type { FidelityReport } from "../../model/fidelity.js";
import type { Trace } from "../../model/trace.js";
import { oneFile } from "../planning/placed.js";
import { byPlayer } from "./by-player.js";
import { predict } from "./predict.js";

export interface FidelityOptions {
  /** The folder of the traces that playbacks name; missing: that of the playbacks. */
  readonly traces?: string | undefined;
  readonly cwd: string;
}

/**
 * Foretells each of the playbacks in a file, and says how near that is to what the players did.
 *
 * @throws InputError for a file that holds no playbacks, a trace that is not there, and a player without a profile
 */
export async function fidelityOf(
  recordings: string,
  { traces, cwd }: FidelityOptions,
): Promise<FidelityReport> {
  const path = await oneFile(recordings, { base: cwd, cwd }, "playbacks of real players");
  const where = shownPath(path, cwd);
  const { text } = await readTextFile(path, where);
  const set = readPlaybacks(text, where);
  const base = traces === undefined ? folderOf(path) : pathWithin(cwd, traces);
  const links = new Map<string, Trace>();
  for (const { trace } of set.playbacks)
    if (!links.has(trace)) links.set(trace, await linkNamed(trace, base, cwd));
  const plays = set.playbacks.map((playback) => predict(playback, set.stream, links.get(playback.trace)!));
  return { stream: set.stream, players: byPlayer(plays, set), plays };
}

async function linkNamed(name: string, base: string, cwd: string): Promise<Trace> {
  const [first, ...others] = await loadTraces([name], { base, cwd }).catch((error: unknown) => {
    if (!(error instanceof InputError) || error.problem.where !== name) throw error;
    throw new InputError({ ...error.problem, hint: "Say with --traces where the traces are" });
  });
  if (first && others.length === 0) return first.trace;
  throw new InputError({
    where: name,
    expected: "a file of one trace",
    received: first ? `${others.length + 1}` : "none",
  });
}
