import type { SessionSettings } from "../../model/settings/index.js";

/** Whether a request for a segment may come to nothing, and be made again. */
export function mayRepeat({ player, requests }: SessionSettings, segment: "first" | "any"): boolean {
  const { abandonment } = player;
  return (
    (abandonment !== undefined && !(segment === "first" && abandonment.sparesFirst)) ||
    requests?.timeout !== undefined ||
    requests?.firstByteTimeout !== undefined ||
    requests?.timeoutByConnection !== undefined
  );
}
