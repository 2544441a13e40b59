import { findPolicy } from "../../policies/registry.js";
import type { Plan } from "../plan.js";
import { qoeWarnings } from "./qoe-warnings.js";

/** What the policies and the QoE models of a plan have to say about its settings; whole sentences. */
export function warningsOf(plan: Plan): string[] {
  const warnings = plan.arms.flatMap((arm) =>
    arm.players.flatMap(({ client, policy, options, settings, video }) => {
      const entry = policy.kind === "library" ? findPolicy(policy.name) : undefined;
      const places = video === undefined ? arm.videos : [video];
      const found = places.flatMap((place) => {
        const { levels, segmentDuration } = plan.videos[place]!;
        const { bufferLimit, maxBuffer } = settings.player;
        return entry?.warnings?.(options, { levels, segmentDuration, maxBuffer, bufferLimit }) ?? [];
      });
      const who = client === undefined ? arm.name : `${arm.name}, client ${client},`;
      return found.map((warning) => `${who} ${warning}.`);
    }),
  );
  return [...new Set(warnings), ...qoeWarnings(plan)];
}
