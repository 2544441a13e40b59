import { afterAll, describe, expect, it } from "vitest";
import { contract, Surroundings } from "../../src/contract/index.js";
import type { Decision, Observation, Policy, PolicyFactory } from "../../src/model/policy.js";
import { play } from "../support/plain.js";

/* Each rule is broken here by a policy that keeps the others, or nearly: a rule that nothing fails is none. */

const trying = (ruleName: string, factory: PolicyFactory, trial: object = { seed: 1 }) =>
  contract.find(({ name }) => name === ruleName)!.try({ factory }, trial);
const broken = (ruleName: string, factory: PolicyFactory, trial?: object) => {
  const verdict = trying(ruleName, factory, trial);
  if (verdict.kind !== "broken") throw new Error(`${ruleName} is ${verdict.kind}`);
  return verdict;
};

const deciding =
  (decide: (o: Observation) => Decision, more: Partial<Policy> = {}): PolicyFactory =>
  () => ({ name: "suspect", decide, ...more });
const lowest = deciding((o) => ({ level: o.allowed[0] }));
/** Lets a policy give up any download. */
const EAGER = { progressEvery: 0.1, progressBits: 0, afterwards: "asked" } as const;
let shared = 0;
let kept: Observation | undefined;
afterAll(() => Reflect.deleteProperty(globalThis, "counted"));

const OFFENCES: readonly [rule: string, offence: string, factory: PolicyFactory, problem: RegExp][] = [
  [
    "legal",
    "half a level",
    deciding(() => ({ level: 0.5 })),
    /^decide\(\) returned level 0.5: expected an integer from 0 to 0$/,
  ],
  [
    "legal",
    "a level above the ladder",
    deciding((o) => ({ level: o.levels.length })),
    /returned level 1: expected/,
  ],
  [
    "legal",
    "no number",
    deciding(() => ({ level: 0, waitSeconds: Number.NaN })),
    /returned waitSeconds NaN:/,
  ],
  [
    "legal",
    "an endless estimate",
    deciding(() => ({ level: 0, estimate: Infinity })),
    /returned estimate Infinity: expected a number of bits per second/,
  ],
  [
    "legal",
    "abandoning to nowhere",
    deciding(() => ({ level: 0 }), { onProgress: () => ({ abandonTo: -1 }) }),
    /^onProgress\(\) returned abandonTo -1: expected an integer from 0 to 0$/,
  ],
  [
    "known-keys",
    "a misspelt key",
    deciding(() => ({ level: 0, wait: 3 }) as Decision),
    /^decide\(\) returned wait, which no player reads\. Did you mean "waitSeconds"\?$/,
  ],
  [
    "known-keys",
    "a key like no other",
    deciding(() => ({ level: 0, xyz: 3 }) as Decision),
    /returned xyz, which no player reads\. Known are level, waitSeconds, replaceFrom, reason, estimate$/,
  ],
  [
    "legal",
    "relying on the sizes",
    deciding((o) => ({ level: o.segment.sizes!.length - 1 })),
    /^threw TypeError/,
  ],
  [
    "allowed",
    "always the top",
    deciding((o) => ({ level: o.levels.length - 1 })),
    /^answered level 1 where levels 0 to 0/,
  ],
  ["one-level", "always level 1", deciding(() => ({ level: 1 })), /^answered level 1$/],
  [
    "first-decision",
    "relying on a last level",
    deciding((o) => ({ level: o.lastLevel! })),
    /returned no level/,
  ],
  [
    "deterministic",
    "a counter outside",
    deciding((o) => ({ level: shared++ % o.levels.length })),
    /^played twice/,
  ],
  [
    "beside",
    "memory outside the instance",
    deciding((o) => {
      shared = o.lastLevel === undefined ? 0 : shared + 1;
      return { level: shared % o.levels.length };
    }),
    /^beside another instance, the session differed: decision \d had level \d, and \d this time$/,
  ],
  [
    "afresh",
    "what another session saw",
    () => {
      const before = shared;
      return {
        name: "suspect",
        decide(o) {
          shared = Math.floor(o.buffer);
          return { level: before % o.levels.length };
        },
      };
    },
    /^after other sessions, the session differed: decision 1 had level/,
  ],
  [
    "observation",
    "reading the last observation",
    deciding((o) => {
      const before = o.lastLevel === undefined ? o : kept!;
      kept = o;
      return { level: before.buffer > o.buffer ? o.allowed[0] : o.allowed[1] };
    }),
    /^kept the observation beyond the call and read buffer$/,
  ],
  [
    "observation",
    "writing into the observation",
    deciding((o) => {
      (o as { buffer: number }).buffer = 0;
      return { level: 0 };
    }),
    /^changed the observation: buffer$/,
  ],
  [
    "observation",
    "writing into the sizes",
    deciding((o) => {
      if (o.segment.sizes) (o.segment.sizes as Float64Array)[0] = 0;
      return { level: 0 };
    }),
    /array of numbers/,
  ],
  [
    "given",
    "sorting the ladder",
    (_, { levels }) => {
      (levels as unknown[]).reverse();
      return { name: "suspect", decide: () => ({ level: 0 }) };
    },
    /^threw TypeError: .*read only/,
  ],
  [
    "surroundings",
    "the clock",
    deciding(() => ({ level: 0, reason: `${Date.now()} ${new Date().toISOString()} ${performance.now()}` })),
    /^used Date.now, new Date, performance.now: time is in the observation/,
  ],
  [
    "surroundings",
    "chance",
    deciding(() => ({ level: 0, reason: String(Math.random()) })),
    /^used Math.random:/,
  ],
  [
    "surroundings",
    "timers",
    deciding(() => {
      setTimeout(() => expect.fail("a timer ran"), 0);
      setInterval(() => expect.fail("a timer ran"), 0).unref();
      return { level: 0 };
    }),
    /^used setTimeout, setInterval:/,
  ],
  [
    "surroundings",
    "the network",
    deciding(() => {
      void fetch("http://localhost:1/").then(() => expect.fail("a request was made"));
      return { level: 0 };
    }),
    /^used fetch:/,
  ],
  [
    "surroundings",
    "the process",
    deciding(() => ({ level: 0, reason: process.env["HOME"] ?? "" })),
    /^used process.env:/,
  ],
  [
    "surroundings",
    "the clock of the process, which works",
    deciding(() => ({
      level: 0,
      reason: `${process.hrtime.bigint() > 0n && process.hrtime().length} ${process.uptime()}`,
    })),
    /^used process.hrtime.bigint, process.uptime:/,
  ],
  [
    "surroundings",
    "a global variable",
    deciding((o) => {
      (globalThis as { counted?: number }).counted = o.segment.index;
      return { level: 0 };
    }),
    /^used globalThis.counted:/,
  ],
  [
    "monotone",
    "lower, the faster it gets",
    deciding(
      (o) => {
        const last = o.samples[o.samples.length - 1];
        return { level: last && last.end - last.firstByte < 1 ? 0 : o.levels.length - 1 };
      },
      { monotone: true },
    ),
    /^decision 2 was level 1, and 0 after faster downloads$/,
  ],
];

describe("the contract", () => {
  it.each(OFFENCES)("%s is broken by %s", (rule, _, factory, problem) => {
    expect(broken(rule, factory).problem).toMatch(problem);
  });

  it("has no rule that nothing breaks", () => {
    const offended = new Set(OFFENCES.map(([rule]) => rule));
    expect(contract.map(({ name }) => name).filter((name) => !offended.has(name))).toEqual([]);
  });

  it("is kept by a policy that does nothing", () => {
    const verdicts = contract.map((rule) => rule.try({ factory: lowest }, { sessions: 20 }).kind);
    expect(verdicts).toEqual([...new Array(11).fill("kept"), "not claimed"]);
  });

  it("tells a policy from which nothing can be read so, in the words of a run, whatever the rule", () => {
    const onProgress = () => 3 as never;
    const unreadable: readonly (readonly [factory: PolicyFactory, problem: string])[] = [
      [() => undefined as never, "the factory returned nothing: expected a policy, { decide }"],
      [
        deciding(() => undefined as never),
        "decide() returned nothing: expected { level } with a level from 0",
      ],
      [
        deciding((async () => ({ level: 0 })) as never),
        "decide() returned a promise: expected { level } at once",
      ],
      [deciding(() => ({ level: 0 }), { onProgress }), "onProgress() returned 3: expected { abandonTo }"],
    ];
    for (const [factory, problem] of unreadable) {
      const { end } = play({ policy: factory, player: { abandonment: EAGER } });
      expect(end).toMatchObject({ status: "failed", problem: expect.stringContaining(problem) });
      for (const { name } of contract) {
        const verdict = trying(name, factory);
        if (name === "monotone") expect(verdict.kind).toBe("not claimed");
        else expect(verdict).toMatchObject({ kind: "broken", problem: expect.stringContaining(problem) });
      }
    }
  });

  it("does not take what is made anew for a difference", () => {
    const wordy = deciding(() => ({ level: 0, reason: {} as string }));
    expect(broken("legal", wordy).problem).toBe("decide() returned reason an object: expected a text");
    expect(trying("deterministic", wordy).kind).toBe("kept");
  });

  it("lets policies be classes with private state", () => {
    class Counter implements Policy {
      readonly name = "counter";
      #asked = 0;
      #idle = 0;
      decide(o: Observation): Decision {
        const level = Math.max(o.allowed[0], Math.min(this.#asked++, o.allowed[1]));
        return { level, reason: `${this.#idle}` };
      }
      onIdle(seconds: number): void {
        this.#idle += seconds;
      }
    }
    const verdicts = contract.map(
      (rule) => rule.try({ factory: () => new Counter() }, { sessions: 20 }).kind,
    );
    expect(verdicts).not.toContain("broken");
  });

  it("tells a policy that ends the process so, and stays alive", () => {
    const ending = deciding(() => process.exit(0));
    const verdict = contract[0]!.try({ factory: ending, surroundings: new Surroundings() });
    expect(verdict).toMatchObject({ kind: "broken", problem: "threw Error: the policy called process.exit" });
  });

  it("puts the surroundings back where they were", () => {
    const before = [Math.random, Date, performance.now, setTimeout, fetch, process];
    trying("surroundings", lowest);
    expect([Math.random, Date, performance.now, setTimeout, fetch, process]).toEqual(before);
  });

  it("tells oracles the future, and nobody else", () => {
    const prophet: PolicyFactory = (_, { future }) => ({
      name: "oracle-suspect",
      decide: (o) => ({ level: o.allowed[0], reason: String(future!.deliveryEnd(o.now, 1)) }),
    });
    const legal = contract[0]!;
    expect(legal.try({ factory: prophet, oracle: true }).kind).toBe("kept");
    expect(legal.try({ factory: prophet }).kind).toBe("broken");
  });
});

describe("a broken rule", () => {
  const nervous = deciding((o) => ({ level: o.phase === "seeking" ? 99 : o.allowed[0] }));

  it("is found again by its seed and path, at once", () => {
    for (const seed of [1, 2, 3]) {
      const first = broken("legal", nervous, { seed });
      const again = broken("legal", nervous, { seed: first.seed, path: first.path, sessions: 1 });
      expect(again).toMatchObject({ session: first.session, path: first.path });
    }
  });

  it("is not tried where the path leads nowhere", () => {
    expect(trying("legal", nervous, { seed: 1, path: "0:99999:0" })).toEqual({ kind: "untried" });
  });

  it("is kept in the session that it was mended for", () => {
    const { seed, path } = broken("legal", nervous);
    expect(trying("legal", lowest, { seed, path })).toEqual({ kind: "kept" });
  });

  it("is shown by the smallest session, in words", () => {
    const { session } = broken("legal", nervous);
    expect(session.length).toBeLessThan(4);
    expect(session[0]).toBe("a ladder of 50 kbit/s, segments of 0.5 s, up to 1 s of buffer");
    expect(session.slice(1)).toContainEqual(
      expect.stringMatching(
        /^decision \d: seeking, buffer 0 s, levels 0 to 0 allowed, sizes unknown; first bit/,
      ),
    );
  });

  it("has a cause that knows its place", () => {
    const { cause } = broken(
      "surroundings",
      deciding(() => ({ level: 0, reason: String(Math.random()) })),
    );
    expect(((cause as Error).cause as Error).stack).toMatch(/contract\.test\.ts/);
  });
});
