import { batchesOf, type Planned } from "./plan.js";
import { openRecorder, type Recorded, type Recorder, type Setting } from "./record-session.js";

/** What a session came to. */
export type Outcome = ({ readonly planned: Planned } & Recorded) | Failed;

export interface Failed {
  readonly planned: Planned;
  readonly failure: string;
}

/**
 * Plays sessions, so many side by side. All browsers of a batch are open before any of them plays, because one that starts
 * takes the processor from those that play.
 *
 * @param tell of each session as it ends
 */
export async function recordAll(
  plan: readonly Planned[],
  atOnce: number,
  setting: Setting,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  for (const batch of batchesOf(plan, atOnce)) {
    const opened: Opened[] = [];
    for (const planned of batch) opened.push(await opening(planned, setting));
    await Promise.all(opened.map(async (each) => tell(await outcomeOf(each))));
    await Promise.all(opened.map((each) => "recorder" in each && each.recorder.close()));
  }
}

type Opened = { readonly planned: Planned; readonly recorder: Recorder } | Failed;

async function opening(planned: Planned, setting: Setting): Promise<Opened> {
  try {
    return { planned, recorder: await openRecorder(planned, setting) };
  } catch (error) {
    return { planned, failure: reasonOf(error) };
  }
}

async function outcomeOf(opened: Opened): Promise<Outcome> {
  if ("failure" in opened) return opened;
  const { planned, recorder } = opened;
  try {
    return { planned, ...(await recorder.record()) };
  } catch (error) {
    return { planned, failure: reasonOf(error) };
  }
}

/** The first line: below it a browser's log may follow, of a hundred lines. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]!;
