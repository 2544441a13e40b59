import { type ReplayOptions, replayRecording } from "../../experiment/replay/replay-recording.js";
import type { ReplayedSession } from "../../report/replay/index.js";
import type { Work } from "../apart/desk.js";

export interface ReplayInput {
  /** A recording. */
  readonly log: string;
  readonly options: ReplayOptions;
}

/** Feeds the sessions of a recording to a policy, and tells of each. */
export const work: Work<ReplayInput, ReplayedSession, void> = async ({ log, options }, { tell }) => {
  for await (const session of replayRecording(log, options)) tell(session);
};
