import type { ViewerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { Behaviour } from "../session-control.js";

type Pause = NonNullable<ViewerSettings["pauses"]>[number];

/** Pauses that overlap or touch are one, from the first to the last. */
export function mergedPauses(pauses: readonly Pause[]): Pause[] {
  const merged: { at: Seconds; for: Seconds }[] = [];
  for (const pause of [...pauses].sort((a, b) => a.at - b.at)) {
    const last = merged.at(-1);
    if (last === undefined || pause.at > last.at + last.for) merged.push({ ...pause });
    else last.for = Math.max(last.for, pause.at + pause.for - last.at);
  }
  return merged;
}

/** Whether the viewer wants the video to stand still at this time: from a pause's beginning to before its end. */
export function wantsPause(pauses: readonly Pause[], now: Seconds): boolean {
  return pauses.some((pause) => pause.at <= now && now < pause.at + pause.for);
}

/**
 * The viewer presses pause, and play again.
 *
 * The button works at once, whatever the player is doing, as `pause()` of an HTML media element does: a pause during
 * a stall, a seek or the startup means that the player does not play when it could, but goes on loading; waiting is
 * then the viewer's own, and no stall. When play is pressed again, the player plays if it has media, and goes on
 * waiting if not.
 */
export function viewerPauses(pauses: readonly Pause[]): Behaviour {
  return (session) => {
    for (const pause of mergedPauses(pauses)) {
      session.at(pause.at, () => session.pause());
      session.at(pause.at + pause.for, () => session.resume());
    }
  };
}
