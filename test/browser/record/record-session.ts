import { msFromSeconds } from "../../../src/units.js";
import type { RecordedPlay, RecordParameters } from "../harness/protocol.js";
import { openSession } from "../harness/session.js";
import { FIDELITY_RECIPE, type Recipe } from "../stream/recipe.js";
import type { Planned } from "./plan.js";
import { pageOf } from "./players.js";
import { type Recording, recordingOf } from "./recording.js";

/** How sessions are played. */
export interface Setting {
  readonly latencyMs: number;
  /** Of abrsim's, in the place of the player's own ABR. */
  readonly policy?: string | undefined;
  /** Of the stream; missing: the one that recordings are of. */
  readonly recipe?: Recipe;
}

/** A session that has its browser and waits to be played. */
export interface Recorder {
  /** @throws Error when the player gives up, or has not come to the end in a multiple of the time */
  record(): Promise<Recorded>;
  close(): Promise<void>;
}

export interface Recorded {
  readonly recording: Recording;
  /** Errors and warnings on the page's console. */
  readonly complaints: readonly string[];
}

/** A player that stalls for longer than it plays comes to its end late, and yet does. */
const PATIENCE = 5;
/** More than the page has, whose own message says more. */
const GRACE_MS = 10_000;

/** The link carries all of the stream, manifests too, and begins with the first of them. */
export async function openRecorder({ name, trace, player }: Planned, setting: Setting): Promise<Recorder> {
  const { latencyMs, policy, recipe = FIDELITY_RECIPE } = setting;
  const session = await openSession({
    page: pageOf(player),
    trace,
    latencyMs,
    onLink: "media and manifests",
    recipe,
  });
  const patienceMs = PATIENCE * msFromSeconds(recipe.segmentCount * recipe.segmentDuration);
  const parameters: RecordParameters = { patienceMs, ...(policy !== undefined && { policy }) };
  return {
    async record() {
      const played = await session.play<RecordedPlay>(parameters, patienceMs + GRACE_MS);
      const { complaints } = played;
      return { recording: recordingOf({ player, trace: name, latencyMs, policy }, played), complaints };
    },
    close: () => session.close(),
  };
}
