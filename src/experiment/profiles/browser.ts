/** What of a player in a browser differs from one to the other. */
interface Startup {
  readonly manifestKB: number;
  /** From the manifest's last bit to the next request. */
  readonly parsingMs: number;
  /** From the first segment in the buffer to the first frame. */
  readonly decodeMs: number;
}

/** Player settings of any player in Chromium, whose sources are {@link CHROMIUM_SOURCES}. */
export const inChromium = ({ manifestKB, parsingMs, decodeMs }: Startup) => ({
  stallBufferSeconds: 0.11,
  startup: {
    order: "sequential" as const,
    stages: [
      { name: "manifest", sizeKB: manifestKB },
      { name: "parsing", shortestMs: parsingMs, longestMs: parsingMs },
    ],
    decodeMs,
  },
});

/** Processing times of any player in Chromium but for its first segment. */
export const CHROMIUM_PROCESSING = { segmentMs: 8, rateMbps: 770 };

/** Times that no source has: medians of what real players did. */
const MEASURED = "(measured) docs/fidelity.md";
export const USUAL_SIZE = "(ours) a usual size: a scenario whose stream has another says it";
export const PROCESSES_FILE = `${MEASURED}: from its last bit to the next request`;
export const PROCESSES_FIRST = `${MEASURED}: from the first segment's last bit to the next request`;

/** Where that comes from, and what each player has a figure of its own for. */
export const CHROMIUM_SOURCES = {
  "player.stallBufferSeconds": `${MEASURED}: Chromium's media element stops with so much left`,
  "player.startup.stages": `${MEASURED}: the manifest, of a usual size, and from its last bit to the next request`,
  "player.startup.decodeMs": `${MEASURED}: from the first segment in the buffer to the first frame`,
  "player.levelFiles.init.sizeKB": USUAL_SIZE,
  "player.levelFiles.init.processingMs": PROCESSES_FILE,
  "player.processing.firstSegmentMs": PROCESSES_FIRST,
  "player.processing.segmentMs": `${MEASURED}: from a segment's last bit to the next request, of segments of next to no size`,
  "player.processing.rateMbps": `${MEASURED}: how the time between requests grows with the segment's size`,
};
