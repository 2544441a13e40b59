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
        }),
    },
  };
}

/** Another level for every segment, with a full buffer too. */
export const zigzag: PolicyFactory = () => ({
  name: "zigzag",
  decide: ({ segment }) => ({ level: segment.index % 2 }),
});
