import type { AdapterOptions } from "../../../src/adapters/pilot/index.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import type { PolicyPlayed, Told } from "../harness/protocol.js";

/** What a page hears of an adapter, and the options that make it hear. */
export function listening(): {
  readonly heard: Omit<PolicyPlayed, "ending">;
  readonly options: AdapterOptions;
} {
  const told: Told[] = [];
  const recording: string[] = [];
  const notices: string[] = [];
  return {
    heard: { told, recording, notices },
    options: {
      record: (line) => recording.push(line),
      onNotice: ({ kind, message }) => notices.push(`${kind}: ${message}`),
      onDecision: ({ observation, decision, level, playerLevel }) =>
        told.push({
          segment: observation.segment.index,
          level,
          ...(decision?.waitSeconds !== undefined && { wait: decision.waitSeconds }),
          ...(playerLevel !== undefined && { playerLevel }),
          now: observation.now,
          buffer: observation.buffer,
          atMs: performance.now(),
        }),
    },
  };
}

/** Throws in mid-play. */
export const failing: PolicyFactory = () => ({
  name: "failing",
  decide({ segment }) {
    if (segment.index >= 6) throw new Error("segment six");
    return { level: 2 };
  },
});

/** Answers with a level that there is not, in mid-play. */
export const nonsense: PolicyFactory = () => ({
  name: "nonsense",
  decide: ({ segment }) => ({ level: segment.index < 3 ? 1 : 17 }),
});

/** Holds requests back for a while. */
export const waiting: PolicyFactory = () => ({
  name: "waiting",
  decide: ({ segment, buffer }) => ({ level: segment.index % 2, waitSeconds: buffer > 3 ? 0.7 : 0 }),
});

/** Asks for the top, and gives every download of it up for the lowest. */
export const fickle: PolicyFactory = () => ({
  name: "fickle",
  decide: () => ({ level: 2 }),
  onProgress: ({ level, loaded }) => (level === 2 && loaded > 0 ? { abandonTo: 0 } : undefined),
});

/** Another level for every segment, with a full buffer too. */
export const zigzag: PolicyFactory = () => ({
  name: "zigzag",
  decide: ({ segment }) => ({ level: segment.index % 2 }),
});
