import type { RequestSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";

/**
 * The document's timeouts by what the browser calls the connection's effective type (000, "Network Resilience
 * Patterns"): a preset for {@link RequestSettings.timeoutByConnection}.
 */
export const ADAPTIVE_TIMEOUTS: Readonly<Record<string, Seconds>> = {
  "4g": 5,
  "3g": 15,
  "2g": 30,
  other: 10,
};

/**
 * How long a request may take in all: by the class of the device's connection where the settings go by that, else
 * the same for all. Undefined: as long as it takes.
 *
 * @param connectionClass undefined where it is not known, which counts as "other"
 */
export function wholeTimeout(settings: RequestSettings, connectionClass?: string): Seconds | undefined {
  const { timeout, timeoutByConnection } = settings;
  if (!timeoutByConnection) return timeout;
  const named = connectionClass !== undefined && Object.hasOwn(timeoutByConnection, connectionClass);
  return (named ? timeoutByConnection[connectionClass] : timeoutByConnection["other"]) ?? timeout;
}
