import type { Planned } from "./plan.js";
import type { Outcome } from "./record-all.js";
import type { Recording } from "./recording.js";
import type { StreamEntry } from "./stream-entry.js";

export interface Recordings {
  readonly stream: StreamEntry;
  readonly recordings: readonly Recording[];
  /** Some of these once more. */
  readonly repeats: readonly Recording[];
}

/** What has been recorded so far, in the order of the plan. */
export function recordingsOf(
  stream: StreamEntry,
  plan: readonly Planned[],
  outcomes: ReadonlyMap<Planned, Outcome>,
): Recordings {
  const recorded = (planned: readonly Planned[]) =>
    planned.flatMap((each) => {
      const outcome = outcomes.get(each);
      return outcome && "recording" in outcome ? [outcome.recording] : [];
    });
  return {
    stream,
    recordings: recorded(plan.filter(({ repeat }) => repeat === 0)),
    repeats: recorded(plan.filter(({ repeat }) => repeat > 0)),
  };
}

/** A file of recordings: JSON, one play a line, so that a message about a line says which. */
export function recordingsText({ stream, recordings, repeats }: Recordings): string {
  const list = (plays: readonly Recording[]) =>
    plays.length === 0 ? "[]" : `[\n${plays.map((play) => JSON.stringify(play)).join(",\n")}\n]`;
  return `{"stream":${JSON.stringify(stream)},\n"recordings":${list(recordings)},\n"repeats":${list(repeats)}}\n`;
}
