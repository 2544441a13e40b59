import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { legalSessions } from "../../../src/contract/legal-sessions.js";
import { replaySession } from "../../../src/experiment/replay/replay-session.js";
import type { RecordedSession } from "../../../src/model/recorded-session.js";
import { policies } from "../../../src/policies/registry.js";
import { plainTrace, plainVideo, play } from "../../support/plain.js";
import { recordedBy, recordedLife, sessionsIn } from "../../support/recorded.js";

/** Those that need no future, which no player can tell. */
const recordable = policies.filter(({ name }) => !name.startsWith("oracle-"));

const strays = (session: RecordedSession, fed: Parameters<typeof replaySession>[1]) => {
  const { calls, failure } = replaySession(session, fed);
  return { failure, strays: calls.filter(({ agrees }) => !agrees), count: calls.length };
};

describe.each(recordable)("$name, recorded in a player", ({ name, factory }) => {
  it("decides the same again on what it was shown", async () => {
    await fc.assert(
      fc.asyncProperty(legalSessions({ maxSteps: 15 }), fc.boolean(), async (life, shadow) => {
        const [session] = await sessionsIn(recordedLife(factory, life, { shadow }));
        const replayed = strays(session!, { factory, options: {} });
        expect(replayed).toMatchObject({ failure: undefined, strays: [] });
        expect(replayed.count).toBeGreaterThanOrEqual(life.steps.length);
      }),
      { numRuns: 15, seed: 5 },
    );
  });

  it("decides and gives up the same again after a whole session", async () => {
    const lines: string[] = [];
    const trace = plainTrace([
      [20, 3],
      [6, 0.2],
      [10, 1.2],
      [15, 6],
    ]);
    const video = plainVideo({ segments: 40, segmentDuration: 2, bitrates: [0.4e6, 1e6, 2.5e6, 5e6] });
    const log = play({
      trace,
      video,
      policy: recordedBy(lines, factory),
      player: { maxBuffer: 24, abandonment: { progressEvery: 0.25, progressBits: 0, afterwards: "asked" } },
    });
    expect(log.end.status).toBe("completed");
    const [session] = await sessionsIn(lines.join("\n"));
    expect(session!.policy).toBe(name);
    const replayed = strays(session!, { factory, options: {} });
    expect(replayed).toMatchObject({ failure: undefined, strays: [] });
    expect(replayed.count).toBeGreaterThanOrEqual(40);
  });
});
