import type { SessionSettings } from "../../src/model/settings/index.js";

/** A plain player on a plain link, but for what is said: startup and resume at 2 s, patience of 100 s. */
export function settingsWith(parts: {
  readonly player?: Partial<SessionSettings["player"]>;
  readonly network?: SessionSettings["network"];
  readonly viewer?: SessionSettings["viewer"];
}): SessionSettings {
  return {
    player: { startupBuffer: 2, resumeBuffer: 2, maxBuffer: 30, starvedAfter: 100, ...parts.player },
    network: parts.network ?? {},
    viewer: parts.viewer ?? {},
  };
}
