import type { DeviceEvent, DeviceSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { Behaviour, SessionControl } from "../session-control.js";
import { bufferFactorAt, highestWithin, maxHeightAt } from "./device-events.js";

/**
 * What the device imposes on the player (003 sections 5.2 and 5.3): no levels beyond what a slow device decodes, and
 * from their times on, standard definition after protected output failed, a smaller buffer when memory runs low, and
 * when latency is found high, levels below the one shown then, with a larger buffer. Where protected output failed,
 * what is buffered cannot be shown: playback is tried again from where it was (003 section 5.3).
 */
export function deviceLimits(settings: DeviceSettings): Behaviour {
  return (session) => {
    const limitHeight = (by: string, height: number | undefined) => {
      if (height !== undefined) session.limitLevels(by, { max: highestWithin(session.video.levels, height) });
    };
    limitHeight("device", settings.maxHeight);

    let leastMemory: Seconds = Number.POSITIVE_INFINITY;
    let lowest = session.video.levels.length - 1;
    const happen = (event: DeviceEvent) => {
      switch (event.what) {
        case "hdcp error":
          limitHeight("hdcp error", maxHeightAt(undefined, settings.events, event.at));
          if (showsMoreThan(session, event.maxHeight)) session.seek(session.position(), "device");
          break;
        case "low memory":
          leastMemory = Math.min(leastMemory, event.maxBuffer);
          session.limitBuffer("low memory", leastMemory);
          break;
        case "high latency":
          lowest = Math.min(lowest, below(session, event.levelsDown));
          session.limitLevels("high latency", { max: lowest });
          session.setMaxBuffer(session.settings.player.maxBuffer * bufferFactorAt(settings.events, event.at));
          break;
      }
    };
    for (const event of settings.events ?? []) session.at(event.at, () => happen(event));
  };
}

function showsMoreThan(session: SessionControl, maxHeight: number): boolean {
  const { levels } = session.video;
  const shown = session.levelShown();
  return shown !== undefined && shown > highestWithin(levels, maxHeight);
}

/** So many levels below the one that is shown; before anything is shown, below the top. */
function below(session: SessionControl, levels: number): number {
  return Math.max(0, (session.levelShown() ?? session.video.levels.length - 1) - levels);
}
