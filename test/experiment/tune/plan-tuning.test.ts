import { beforeAll, describe, expect, it } from "vitest";
import { planTuning } from "../../../src/experiment/tune/plan-tuning.js";
import type { TuneFlags } from "../../../src/experiment/tune/tune-design.js";
import { lastingFolder } from "../../support/cli.js";

const TUNE = `tune:
  policy: bb
  options: { reservoir: [1, 5, 9], cushion: 2..30:log:3 }
  search: grid
  subjectTo: [stall_ratio<=0.5]
`;
const files = {
  ...Object.fromEntries(
    ["a", "b"].flatMap((set) =>
      [10, 11, 12, 13].map((number) => [
        `traces/${set}/${set}-${number}.csv`,
        `duration_s,bandwidth_kbps\n5,${number + set.charCodeAt(0)}00\n`,
      ]),
    ),
  ),
  "clip.yaml": "segmentSeconds: 2\ndurationSeconds: 20\nlevels: [{ bitrateKbps: 300 }]\n",
  "s.yaml": `seed: 1\ntraces: [traces]\nvideos: [clip.yaml]\npolicies: [throughput, bb]\n${TUNE}`,
};
let cwd: string;
beforeAll(() => {
  cwd = lastingFolder(files);
});
const plan = (flags: TuneFlags) => planTuning("s.yaml", { cwd, flags });

describe("a planned tuning", () => {
  it("is what the scenario says, and over it the command line", async () => {
    const { design, arm, objective, limits, plan: all } = await plan({});
    expect(arm.name).toBe("bb");
    expect(design.space.map(({ name }) => name)).toEqual(["reservoir", "cushion"]);
    expect(all.arms.map(({ name }) => name).slice(0, 3)).toEqual(["bb", "candidate 1", "candidate 2"]);
    expect([all.arms.length, objective.name, limits.length]).toEqual([10, "qoe_composite", 1]);
    const other = await plan({
      ...{ policy: "throughput", option: ["safetyFactor=0.5..1"], set: ["tune.options={}"] },
      ...{ search: "random", candidates: 4, objective: "stall_ratio", subjectTo: [] },
    });
    expect(other.plan.arms.map(({ players }) => Object.keys(players[0]!.options))).toEqual([
      [],
      ...Array(4).fill(["safetyFactor"]),
    ]);
    expect([other.objective.name, other.limits]).toEqual(["stall_ratio", []]);
  });

  it("holds out a share of each set, or whole sets", async () => {
    const heldOut = async (holdOut: string) => {
      const { split, plan: all } = await plan({ holdOut });
      return split.heldOut.map((place) => all.traces[place]!.set);
    };
    expect(await heldOut("50%")).toEqual(["a", "a", "b", "b"]);
    expect(await heldOut("b")).toEqual(["b", "b", "b", "b"]);
  });

  it("has an id that tells it from any other", async () => {
    const ids = await Promise.all(
      [
        {},
        {},
        { seed: "2" },
        { holdOut: "b" },
        { objective: "stall_ratio" },
        { option: ["reservoir=1,5,8"] },
      ].map(async (flags) => (await plan(flags)).id),
    );
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(5);
  });

  it.each<[TuneFlags, string]>([
    [{ option: ["gammaP=1,2"] }, '--option gammaP=1,2: expected an option of bb, got "gammaP"'],
    [{ option: ["reservoir=-1..9"] }, "--option reservoir=-1..9: expected a number of 0 or more, got -1"],
    [
      { option: ["firstLevel=0.5..3"] },
      "--option firstLevel=0.5..3: expected a range of whole numbers, got 0.5",
    ],
    [
      { set: ["tune.options={}"] },
      "--option: expected an option to search, and what to try for it, got none",
    ],
    [{ set: ["tune.policy=bola"] }, '--set tune.policy=bola: tune.policy: expected a known arm, got "bola"'],
    [{ policy: "bola" }, '--policy bola: expected a known arm, got "bola"'],
    [{ objective: "played_s" }, "--objective played_s: expected a metric of which more or less is better"],
    [
      { objective: "qoe_lienar" },
      '--objective qoe_lienar: expected a known metric, got "qoe_lienar". Did you mean',
    ],
    [{ subjectTo: ["stall<1"] }, '--subject-to stall<1: expected a metric of the results, got "stall"'],
    [
      { holdOut: "0.3" },
      "--hold-out 0.3: expected a share of each trace set such as 30%, or names of trace sets",
    ],
    [{ holdOut: "99%" }, "--hold-out 99%: expected 1% to 90% of the traces, got 99%"],
    [{ holdOut: "c" }, '--hold-out c: expected a known trace set, got "c"'],
    [
      { holdOut: "a,b" },
      "--hold-out a,b: expected traces on both sides, to search on and to hold out, got 0 and 8",
    ],
    [{ together: "(" }, '--together (: expected a regular expression, got "("'],
    [{ candidates: 3 }, "--candidates 3: expected a grid of at most 3 candidates, got 9"],
    [{ candidates: 20_000 }, "--candidates 20000: expected at most 10000 candidates, got 20000"],
    [{ set: ["tune.option={}"] }, "expected one of the keys policy, options"],
    [
      { set: ["tune.options={reservoir: 5}"] },
      "tune.options.reservoir: expected a range such as 1..20:log, or a list",
    ],
  ])("refuses %j", async (flags, message) => {
    await expect(plan(flags)).rejects.toThrow(message);
  });

  it("names the line of the scenario where it is that", async () => {
    const wrong = lastingFolder({ ...files, "s.yaml": files["s.yaml"].replace("reservoir", "reservor") });
    await expect(planTuning("s.yaml", { cwd: wrong, flags: {} })).rejects.toThrow(
      's.yaml:7: tune.options.reservor: expected an option of bb, got "reservor". Did you mean "reservoir"?',
    );
  });

  it("refuses an arm whose own options nobody plays", async () => {
    const set = ["policies[1].clients=[{ use: bola }, { use: throughput }]"];
    await expect(plan({ set: ["policies[1]={ use: bb, name: bb }", ...set] })).rejects.toThrow(
      "expected an arm with a client that plays the arm's own policy",
    );
  });

  it("varies the clients of an arm that play its policy, and no others", async () => {
    const set = ["policies[1]={ use: bb, name: bb, clients: [{ count: 2 }, { use: bola }] }"];
    const { plan: all } = await plan({ set });
    const reservoirs = all.arms[1]!.players.map(({ options }) => options["reservoir"]);
    expect(reservoirs).toEqual([1, 1, undefined]);
  });
});
