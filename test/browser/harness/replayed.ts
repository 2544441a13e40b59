import { expect } from "vitest";
import { replaySession } from "../../../src/experiment/replay/replay-session.js";
import { findPolicy } from "../../../src/policies/index.js";
import { sessionsIn } from "../../support/recorded.js";

/** The library's policy, told offline what it was told in the player, decides the same all along. */
export async function expectReplayAgrees(recording: readonly string[]): Promise<void> {
  const sessions = await sessionsIn(recording.join("\n"));
  expect(sessions.length).toBeGreaterThan(0);
  for (const session of sessions) {
    const { factory } = findPolicy(session.policy)!;
    const { calls, failure } = replaySession(session, { factory, options: session.options });
    expect(failure).toBeUndefined();
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter(({ agrees }) => !agrees)).toEqual([]);
  }
}
