import type { ElementEvent } from "../../harness/protocol.js";

const NAMES: readonly ElementEvent["name"][] = ["waiting", "playing", "ended"];

/** A list that grows with what the element tells from now on. */
export function elementEvents(video: HTMLVideoElement): readonly ElementEvent[] {
  const events: ElementEvent[] = [];
  for (const name of NAMES)
    video.addEventListener(name, () =>
      events.push({ name, atMs: performance.now(), positionSeconds: video.currentTime }),
    );
  return events;
}
