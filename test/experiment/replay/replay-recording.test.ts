import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { policySha256 } from "../../../src/experiment/policy-hash.js";
import { type ReplayOptions, replayRecording } from "../../../src/experiment/replay/replay-recording.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { bola } from "../../../src/policies/bola.js";
import { throughput } from "../../../src/policies/throughput.js";
import type { ReplayedSession } from "../../../src/report/replay/index.js";
import { inputErrorOf } from "../../inputs/input-error.js";
import { ROOT, temporaryFolder } from "../../support/cli.js";
import { plainTrace, plainVideo, play } from "../../support/plain.js";
import { recordedBy } from "../../support/recorded.js";

const TIMID =
  "export default ({ reserve = 10 }) => ({ name: 'timid', decide: (o) => ({ level: o.buffer < reserve ? 0 : 2, reason: 'buffer' }) });\n";
const timid: PolicyFactory<{ reserve: number }> = ({ reserve = 10 }) => ({
  name: "timid",
  decide: (o) => ({ level: o.buffer < reserve ? 0 : 2 }),
});

type Wishes = Parameters<typeof recordedBy>[2];

/** A recording of a session of ten segments. */
function recording(factory: PolicyFactory, wishes: Wishes = {}): string {
  const lines: string[] = [];
  const policy = recordedBy(lines, factory, wishes);
  play({ policy, trace: plainTrace(3), video: plainVideo({ segments: 10 }) });
  return `${lines.join("\n")}\n`;
}

async function replay(log: string, options: Omit<ReplayOptions, "cwd"> = {}): Promise<ReplayedSession[]> {
  const cwd = temporaryFolder({ "log.jsonl": log, "timid.mjs": TIMID });
  const sessions: ReplayedSession[] = [];
  for await (const session of replayRecording("log.jsonl", { ...options, cwd })) sessions.push(session);
  return sessions;
}

const differing = ({ calls }: ReplayedSession) => calls.filter(({ agrees }) => !agrees).length;
const problem = async (outcome: Promise<unknown>) => (await inputErrorOf(outcome)).message;

describe("replayRecording", () => {
  it("feeds each session to the policy that it names, with its options", async () => {
    const log = recording(bola, { options: { gammaP: 3 } }) + recording(throughput);
    const sessions = await replay(log);
    expect(sessions).toMatchObject([
      {
        session: 1,
        player: "engine",
        mode: "drive",
        recorded: { policy: "bola" },
        replayed: { policy: "bola", options: { gammaP: 3 } },
      },
      { session: 2, replayed: { policy: "throughput", options: {} } },
    ]);
    expect(sessions.map(differing)).toEqual([0, 0]);
    expect(sessions.map(({ calls }) => calls.length)).toEqual([10, 10]);
  });

  it("puts options over the recorded ones where the policy is the recorded one, and not where it is another", async () => {
    const log = recording(bola, { options: { gammaP: 3 } });
    const [over] = await replay(log, { options: { variant: "o" } });
    expect(over!.replayed.options).toEqual({ gammaP: 3, variant: "o" });
    const [other] = await replay(log, { policy: "throughput", options: { safetyFactor: 0.5 } });
    expect(other!.replayed).toMatchObject({ policy: "throughput", options: { safetyFactor: 0.5 } });
    expect(differing(other!)).toBeGreaterThan(0);
  });

  it("feeds a file, with the recorded options where it is of the recorded policy", async () => {
    const [same] = await replay(recording(timid as PolicyFactory, { options: { reserve: 5 } }), {
      policy: "./timid.mjs",
    });
    expect(same!.replayed).toMatchObject({ policy: "timid.mjs", options: { reserve: 5 } });
    expect(differing(same!)).toBe(0);
    const [other] = await replay(recording(bola), { policy: "./timid.mjs" });
    expect(other!.replayed).toMatchObject({ policy: "timid.mjs", options: {} });
    expect(other!.notes).toEqual([]);
  });

  it("feeds one session of several", async () => {
    const log = recording(bola) + recording(throughput) + recording(bola);
    expect(await replay(log, { session: 2 })).toMatchObject([
      { session: 2, recorded: { policy: "throughput" } },
    ]);
    expect(await problem(replay(log, { session: 4 }))).toBe(
      "--session: expected a session from 1 to 3, got 4",
    );
  });

  it("gives estimators that are named to the policy", async () => {
    const [session] = await replay(recording(throughput), {
      options: { estimator: { use: "harmonic-mean", sampleCount: 3 } },
    });
    expect(session!.failure).toBeUndefined();
    const hash = await policySha256("throughput", ["harmonic-mean"]);
    expect(session!.replayed.sha256).toBe(hash);
  });

  describe("notes", () => {
    const notes = async (log: string, options: Omit<ReplayOptions, "cwd"> = {}) =>
      (await replay(log, options))[0]!.notes;
    const sha256 = policySha256("bola");

    it("are none where the code is that of the recording", async () => {
      expect(await notes(recording(bola, { policySha256: await sha256 }))).toEqual([]);
    });

    it("tell that the recording is of other code", async () => {
      const [note] = await notes(recording(bola, { policySha256: "0123456789abcdef" }));
      const here = (await sha256).slice(0, 12);
      expect(note).toBe(
        `The recording is of other code: its sha256 begins with 0123456789ab, that of bola with ${here}.`,
      );
      const older = recording(bola, { policySha256: "0123456789abcdef" }).replace(
        /"abrsim":"[^"]*"/,
        '"abrsim":"0.0.1"',
      );
      expect((await notes(older))[0]).toMatch(/, by abrsim 0\.0\.1; this is \d+\.\d+\.\d+\.$/);
    });

    it("tell that the recording does not say which code it is of", async () => {
      const [note] = await notes(recording(bola));
      expect(note).toMatch(
        /does not say which code it is of \(policy_sha256\), so that bola may be other code/,
      );
    });

    it("tell of a torn line, and of a policy that had failed", async () => {
      const failing: PolicyFactory = () => ({
        name: "bola",
        decide: () => {
          throw new Error("no");
        },
      });
      const log = `${recording(failing, { policySha256: await sha256 })}{"call":`;
      expect(await notes(log)).toEqual([
        expect.stringMatching(/^Line \d+, the last, is torn, and left out\.$/),
        "The recorded policy had failed by line 2.",
      ]);
    });

    it("tell that a policy had no download to give up", async () => {
      const [note] = await notes(recording(bola), { policy: "throughput" });
      expect(note).toBe("The recording has no progress of downloads, so that throughput could give none up.");
    });
  });

  it.each<[string, string, Omit<ReplayOptions, "cwd">, RegExp]>([
    [
      "a policy of the page's own that nobody says the file of",
      recording(timid as PolicyFactory),
      {},
      /^log\.jsonl:1, policy: expected a policy of the library, got "timid"\. Say with --policy which file it is in/,
    ],
    [
      "an unknown policy",
      recording(bola),
      { policy: "bolla" },
      /^--policy: expected a known policy .*got "bolla"/,
    ],
    [
      "a file that is not there",
      recording(bola),
      { policy: "./no.mjs" },
      /^\.\/no\.mjs: expected a policy file/,
    ],
    [
      "a policy that wants the future",
      recording(bola),
      { policy: "oracle-mpc" },
      /^--policy: expected a policy that does not know the future, got "?oracle-mpc"?\. A recording has no future to tell/,
    ],
    [
      "an option that the recording has and the policy does not",
      recording(bola, { options: { gamma: 3 } }),
      {},
      /^log\.jsonl:1, options\.gamma: expected an option of bola, got "gamma"/,
    ],
    [
      "an estimator that the page gave as a function",
      recording(throughput, { options: { estimator: () => ({}) } as object }),
      {},
      /^log\.jsonl:1, options\.estimator: expected a known estimator, got "estimator"/,
    ],
    [
      "an option of the user's that the policy does not have",
      recording(bola),
      { options: { gammap: 3 } },
      /^--options gammap: expected an option of bola, got "gammap"\. Did you mean "gammaP"\?/,
    ],
  ])("refuses %s", async (_, log, options, message) => {
    expect(await problem(replay(log, options))).toMatch(message);
  });

  it("reads what docs/recording.md shows", async () => {
    const page = readFileSync(join(ROOT, "docs/recording.md"), "utf8");
    const [, shown] = /^```\n(\{"abrsim_recording"[\s\S]*?)^```/m.exec(page)!;
    const [session] = await replay(shown!);
    expect(session).toMatchObject({ recorded: { policy: "bola" }, calls: [{ line: 3, agrees: true }] });
  });

  it("says in a policy's file where it failed", async () => {
    const cwd = temporaryFolder({
      "log.jsonl": recording(bola),
      "p.mjs": "export default () => ({\n  name: 'p',\n  decide(o) { return o.nothing.there; },\n});\n",
    });
    for await (const { failure } of replayRecording("log.jsonl", { policy: "./p.mjs", cwd }))
      expect(failure).toEqual({
        line: 2,
        problem: expect.stringMatching(/^decide\(\) threw TypeError: .* \(p\.mjs:3\)$/),
      });
  });
});
