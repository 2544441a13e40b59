import { describe, expect, it } from "vitest";
import { baselineOf } from "../../../src/experiment/gate/baseline.js";
import { type GateRules, gate, marginsOf } from "../../../src/experiment/gate/gate.js";
import type { GateResult } from "../../../src/model/gate.js";
import { randomStream } from "../../../src/random.js";
import { inputErrorOf } from "../../inputs/input-error.js";
import { type Figures, type HandMade, handMadeFolder } from "../../support/results.js";

/** What throws at once, as what is awaited. */
const promised = async (work: () => unknown): Promise<unknown> => work();

const noise = (...names: (string | number)[]) => 2 * randomStream("noise", ...names)() - 1;
const METRICS = ["score", "delay_s", "bytes", "stall_ratio"];

/** One arm, whose score on each trace is about 100. */
const made = (figures: (trace: number) => Figures = () => ({}), traces = 20): HandMade => ({
  sets: { a: traces },
  arms: { bola: (trace) => ({ score: 100 + 10 * noise("trace", trace), ...figures(trace) }) },
});

interface Given {
  readonly now: HandMade;
  readonly before?: HandMade;
  readonly margins?: GateRules["margins"];
  readonly rules?: Partial<GateRules>;
}

function gated({ now, before = made(), margins = { score: "2%" }, rules = {} }: Given): GateResult {
  const baseline = baselineOf(handMadeFolder(before), METRICS);
  return gate(
    handMadeFolder(now),
    { margins, thresholds: [], ...rules },
    { path: "baseline.json", baseline },
  );
}

const score = (change: (trace: number) => number) =>
  made((trace) => ({ score: 100 + 10 * noise("trace", trace) + change(trace) }));
const first = (result: GateResult) => result.metrics[0]!;

describe("a gate", () => {
  it("passes what is identical", () => {
    const result = gated({ now: made() });
    expect(result.outcome).toBe("pass");
    expect(first(result)).toMatchObject({
      ...{ policy: "bola", metric: "score", traces: 20, difference: 0, interval90: [0, 0] },
      reason: { kind: "identical" },
    });
    expect(result.statuses).toMatchObject([{ policy: "bola", outcome: "pass" }]);
    expect(result.changes).toEqual([]);
  });

  it("passes what is identical on few traces too, where anything else is inconclusive", () => {
    const few = made(() => ({}), 3);
    expect(gated({ now: few, before: few }).outcome).toBe("pass");
    const better = made(() => ({ score: 500 }), 3);
    const result = gated({ now: better, before: few });
    expect(result.outcome).toBe("inconclusive");
    expect(first(result).reason).toEqual({ kind: "few traces", traces: 3, needed: 10 });
  });

  it("passes what is worse by less than the margin", () => {
    const result = gated({ now: score((trace) => -1 + 0.5 * noise("n", trace)) });
    expect(first(result)).toMatchObject({ outcome: "pass", reason: { kind: "within margin" } });
    expect(first(result).margin).toBeCloseTo(2, 0);
    expect(first(result).difference).toBeCloseTo(-1, 0);
  });

  it("passes what is better", () => expect(gated({ now: score(() => 5) }).outcome).toBe("pass"));

  it("fails what is worse by more than the margin", () => {
    const result = gated({ now: score((trace) => -4 + noise("n", trace)) });
    expect(result.outcome).toBe("fail");
    expect(first(result).reason).toEqual({ kind: "beyond margin" });
    expect(first(result).pWorse).toBeLessThan(0.001);
  });

  it("is inconclusive where the margin lies within the interval, and says how many traces would tell", () => {
    const result = gated({ now: score((trace) => -1 + 12 * noise("n", trace)) });
    const { outcome, reason, interval90, margin } = first(result);
    expect(outcome).toBe("inconclusive");
    expect(interval90![0]).toBeLessThan(-margin!);
    expect(interval90![1]).toBeGreaterThan(-margin!);
    expect(reason).toMatchObject({ kind: "undecided" });
    expect((reason as { tracesNeeded: number }).tracesNeeded).toBeGreaterThan(20);
  });

  it("turns the margin round where less is better", () => {
    const delay = (seconds: number) => made((trace) => ({ delay_s: seconds + 0.01 * noise(trace) }));
    const check = (seconds: number) =>
      first(gated({ before: delay(1), now: delay(seconds), margins: { delay_s: 0.1 } })).outcome;
    expect([check(0.5), check(1.05), check(1.3)]).toEqual(["pass", "pass", "fail"]);
  });

  it("holds a metric without direction to its margin either way", () => {
    const bytes = (count: number) => made((trace) => ({ bytes: count + noise(trace) }));
    const check = (count: number) =>
      first(gated({ before: bytes(100), now: bytes(count), margins: { bytes: "5%" } })).outcome;
    expect([check(80), check(98), check(103), check(120)]).toEqual(["fail", "pass", "pass", "fail"]);
  });

  it("compares ratios of sums", () => {
    const stalls = (seconds: number) =>
      made((trace) => ({ stall_s: trace < 10 ? seconds : 0, played_s: 100 * (1 + trace) }));
    const result = gated({ before: stalls(10), now: stalls(11), margins: { stall_ratio: 0.01 } });
    expect(first(result).baseline).toBeCloseTo(100 / (100 + 21_000), 12);
    expect(first(result).now).toBeCloseTo(110 / (110 + 21_000), 12);
    expect(result.outcome).toBe("pass");
  });

  it("says that a share of nothing is no margin, and takes an absolute one", () => {
    const stalls = made((trace) => ({ stall_s: trace < 2 ? 1 : 0, played_s: 100 }));
    const before = made(() => ({ stall_s: 0, played_s: 100 }));
    const result = gated({ before, now: stalls, margins: { stall_ratio: "2%" } });
    expect(first(result)).toMatchObject({
      outcome: "inconclusive",
      reason: { kind: "no margin" },
      margin: 0,
    });
    expect(gated({ before, now: stalls, margins: { stall_ratio: 0.01 } }).outcome).toBe("pass");
  });

  it("fails where more sessions starved or failed than before, whatever the scores", () => {
    const starved = made((trace) => (trace === 0 ? { status: "starved" } : {}));
    const result = gated({ now: starved });
    expect(result.outcome).toBe("fail");
    expect(first(result).outcome).toBe("pass");
    expect(result.statuses[0]).toMatchObject({
      outcome: "fail",
      now: { starved: 1 },
      baseline: { starved: 0 },
    });
    expect(gated({ now: made(), before: starved }).outcome).toBe("pass");
  });

  it("fails where no session has a value any more", () => {
    const result = gated({ now: made(() => ({ score: undefined })) });
    expect(first(result)).toMatchObject({ outcome: "fail", reason: { kind: "no value", in: "results" } });
    const back = gated({ before: made(() => ({ score: undefined })), now: made() });
    expect(first(back)).toMatchObject({
      outcome: "inconclusive",
      reason: { kind: "no value", in: "baseline" },
    });
  });

  it("fails where traces that had a value have none any more, however well the others do", () => {
    const lost = made((trace) => (trace < 4 ? { score: undefined, status: "quit" } : { score: 500 }));
    expect(first(gated({ now: lost }))).toMatchObject({
      outcome: "fail",
      reason: { kind: "values lost", traces: 16, before: 20 },
    });
  });

  it("weighs trace sets as the scenario does", () => {
    const sets = (change: (trace: number) => number): HandMade => ({
      sets: { fast: 20, slow: 20 },
      arms: { bola: (trace) => ({ score: 100 + change(trace) }) },
    });
    const before = sets((trace) => noise("t", trace));
    const now = sets((trace) => noise("t", trace) + (trace < 20 ? -5 : 2) + 0.1 * noise("n", trace));
    const outcome = (weights?: Record<string, number>) =>
      gated({ before, now, ...(weights && { rules: { weights } }) }).outcome;
    // -1.5 of about 100 as it is; with the slow counting six times, +1.
    expect([outcome(), outcome({ slow: 6 }), outcome({ fast: 6 })]).toEqual(["pass", "pass", "fail"]);
  });

  it("does not fail on what is beyond its margin only because many metrics were looked at", () => {
    // By itself just beyond: p is about 0.03.
    const change = (trace: number) => -2.4 + 6 * noise("edge", trace);
    const alone = gated({ now: score(change) });
    expect(alone.outcome).toBe("fail");
    const arms = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `arm ${n}`,
        (trace: number) => ({
          score: 100 + 10 * noise("trace", trace) + (n === 0 ? change(trace) : 6 * noise("m", n, trace)),
        }),
      ]),
    );
    const plain = Object.fromEntries(
      Object.keys(arms).map((name) => [
        name,
        (trace: number) => ({ score: 100 + 10 * noise("trace", trace) }),
      ]),
    );
    const many = gated({ now: { sets: { a: 20 }, arms }, before: { sets: { a: 20 }, arms: plain } });
    expect(many.metrics[0]).toMatchObject({
      ...{ policy: "arm 0", outcome: "inconclusive" },
      reason: { kind: "beyond margin by chance" },
    });
    expect(many.metrics.map(({ outcome }) => outcome)).not.toContain("fail");
  });
});

describe("unlike inputs are refused", () => {
  const refused = async (changes: Parameters<typeof handMadeFolder>[1]) => {
    const baseline = baselineOf(handMadeFolder(made()), METRICS);
    const folder = handMadeFolder(made(), changes);
    const rules = { margins: { score: "2%" }, thresholds: [] };
    return (await inputErrorOf(promised(() => gate(folder, rules, { path: "b.json", baseline })))).message;
  };
  const { run } = handMadeFolder(made());

  it("a trace that has changed, is new, or is gone", async () => {
    const traces = run.inputs.traces.map((trace, n) => (n === 3 ? { ...trace, sha256: "other" } : trace));
    expect(await refused({ inputs: { ...run.inputs, traces } })).toBe(
      "results: expected the policies, traces, videos and settings of b.json, got trace a/3.csv: changed since the " +
        "baseline. Only a policy's code and options may change; if this was meant, write the baseline again with --update",
    );
    const fewer = { ...run.inputs, traces: run.inputs.traces.slice(1) };
    expect(await refused({ inputs: fewer })).toContain("trace a/0.csv: only in the baseline");
  });

  it("a video", async () => {
    const videos = [{ name: "v", sizes: "exact" as const, sha256: "file of v", played_sha256: "other" }];
    expect(await refused({ inputs: { ...run.inputs, videos } })).toContain(
      "video v: changed since the baseline",
    );
  });

  it("a setting, said once for all arms", async () => {
    const policies = run.scenario.policies.map((arm) => ({ ...arm, player: { maxBufferSeconds: 20 } }));
    expect(await refused({ scenario: { ...run.scenario, policies } })).toContain(
      "got player.maxBufferSeconds: 20, and 30 in the baseline.",
    );
  });

  it("the number of replicates", async () =>
    expect(await refused({ scenario: { ...run.scenario, replicates: 2 } })).toContain(
      "replicates: 2, and 1 in the baseline",
    ));

  it("a policy that the results lack", async () => {
    const two: HandMade = { sets: { a: 20 }, arms: { ...made().arms, bb: made().arms["bola"]! } };
    const error = await inputErrorOf(promised(() => gated({ before: two, now: made() })));
    expect(error.message).toContain("policy bb: only in it");
  });

  it("a metric that the baseline does not have", async () => {
    const error = await inputErrorOf(promised(() => gated({ now: made(), margins: { watched_s: "2%" } })));
    expect(error.message).toContain("the metric watched_s, which the gate has a margin for");
  });
});

describe("what may change is told", () => {
  it("a policy's code and options, the seed, versions", () => {
    const { run } = handMadeFolder(made());
    const baseline = baselineOf(handMadeFolder(made()), METRICS);
    const changed = handMadeFolder(
      { ...made(() => ({})), seed: 9 },
      {
        abrsim: "0.0.1",
        node: "v22.3.0",
        scenario: {
          ...run.scenario,
          policies: run.scenario.policies.map((arm) => ({ ...arm, options: { a: 1 } })),
        },
        inputs: { ...run.inputs, policies: [{ arm: "bola", use: "bola", sha256: "other" }] },
      },
    );
    const rules = { margins: { score: "2%" }, thresholds: [] };
    const { changes } = gate(changed, rules, { path: "b.json", baseline });
    expect(changes.map(({ text }) => text)).toEqual([
      "policy bola: other options, other code, with the same sessions",
      "seed: 9, and 1 in the baseline",
      "abrsim: 0.0.1, and 0.0.0 in the baseline",
      "major version of Node: 22, and 20 in the baseline",
    ]);
  });

  it("a policy that is new is not held to anything", () => {
    const two: HandMade = { sets: { a: 20 }, arms: { ...made().arms, bb: () => ({ score: 1 }) } };
    const { changes, metrics, outcome } = gated({ now: two });
    expect(outcome).toBe("pass");
    expect(metrics.map(({ policy }) => policy)).toEqual(["bola"]);
    expect(changes[0]!.text).toBe("policy bb: not in the baseline, and not held to it");
  });
});

describe("margins", () => {
  const folder = handMadeFolder(made());
  it("are the scenario's", () => {
    const margins = { score: 3, delay_s: "1%" };
    const scenario = { ...folder.run.scenario, gate: { margins } };
    expect(marginsOf({ ...folder, run: { ...folder.run, scenario } })).toEqual(margins);
  });
  it("are 2 % of every QoE model where it says none", () => {
    const columns = [...folder.results.columns, { ...folder.results.columns[0]!, name: "qoe_linear" }];
    expect(marginsOf({ ...folder, results: { ...folder.results, columns } })).toEqual({ qoe_linear: "2%" });
  });
});
