import { InputError } from "../../errors.js";
import { openText, shownPath } from "../../inputs/files.js";
import { readRecording } from "../../inputs/recordings/index.js";
import type { RecordedSession } from "../../model/recorded-session.js";
import type { ReplayedSession } from "../../report/replay/index.js";
import { oneFile } from "../planning/placed.js";
import { type FedPolicy, type FeedChoice, Feeds } from "./feed.js";
import { notesOn } from "./notes.js";
import { replaySession } from "./replay-session.js";

export interface ReplayOptions extends FeedChoice {
  /** Only this one, counting from 1. */
  readonly session?: number | undefined;
  /** The working folder. */
  readonly cwd: string;
}

/**
 * Feeds the sessions of a recording to a policy, one after the other.
 *
 * @throws InputError for a file that is no recording, a session that it does not have, and a policy that there is not or
 *   that cannot be fed
 */
export async function* replayRecording(
  log: string,
  { session: only, cwd, ...choice }: ReplayOptions,
): AsyncGenerator<ReplayedSession> {
  const bases = { base: cwd, cwd };
  const path = await oneFile(log, bases, "a recording");
  const where = shownPath(path, cwd);
  const feeds = new Feeds(choice, bases);
  let place = 0;
  for await (const session of readRecording(openText(path, where).chunks, where)) {
    place++;
    if (only !== undefined && place !== only) continue;
    yield replayed(session, place, await feeds.for(session, `${where}:${session.line}`));
    if (place === only) return;
  }
  if (only !== undefined)
    throw new InputError({
      where: "--session",
      expected: place === 1 ? "1, the only session" : `a session from 1 to ${place}`,
      received: `${only}`,
    });
}

function replayed(session: RecordedSession, place: number, fed: FedPolicy): ReplayedSession {
  const replay = replaySession(session, fed);
  const { calls, failure } = replay;
  const { player, mode, setting, policy, options, policySha256 } = session;
  return {
    session: place,
    player,
    mode,
    levels: setting.levels,
    recorded: { policy, options, ...(policySha256 !== undefined && { sha256: policySha256 }) },
    replayed: { policy: fed.label, options: fed.given, sha256: fed.sha256s[0]! },
    calls,
    ...(failure && { failure }),
    notes: notesOn(session, fed, replay),
  };
}
