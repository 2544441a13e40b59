import { mbpsFromKbps } from "../../../units.js";
import type { TraceGenerator } from "../family.js";

/** Of traces from throttle presets, and the scheme of their sources: `throttle:devtools-3g`. */
export const THROTTLE = "throttle";

/**
 * The links that developers' tools pretend to have: a constant rate, and their round-trip time as latency, which in
 * abrsim is from a request to its first bit, and so one round trip. These are the connections that the tools mean: Chrome's
 * DevTools and Lighthouse, where they hold requests back in the browser, multiply the latency and lower the rate to make
 * up for what they cannot slow down.
 */
const throttle = (name: string, tool: string, kbps: number, rttMs: number): TraceGenerator<"constant"> => ({
  name,
  description: `${kbps} kbit/s, ${rttMs} ms`,
  source: tool,
  set: THROTTLE,
  kind: "constant",
  model: { capacityMbps: mbpsFromKbps(kbps), latencyMs: rttMs },
});

export const throttlePresets: readonly TraceGenerator<"constant">[] = [
  throttle("devtools-3g", "Chrome DevTools, 3G", 500, 400),
  throttle("devtools-slow-4g", "Chrome DevTools, Slow 4G", 1600, 150),
  throttle("devtools-fast-4g", "Chrome DevTools, Fast 4G", 9000, 60),
  throttle("lighthouse-3g", "Lighthouse, regular 3G", 700, 300),
  throttle("lighthouse-slow-4g", "Lighthouse, slow 4G: its default for phones", 1638.4, 150),
  throttle("lighthouse-desktop", "Lighthouse, dense 4G: its default for desktops", 10240, 40),
  throttle("webpagetest-edge", "WebPageTest, Mobile Edge", 240, 840),
  throttle("webpagetest-3g", "WebPageTest, Mobile 3G", 1600, 300),
  throttle("webpagetest-dsl", "WebPageTest, DSL", 1500, 50),
  throttle("webpagetest-cable", "WebPageTest, Cable", 5000, 28),
  throttle("webpagetest-fios", "WebPageTest, FIOS", 20000, 4),
];
