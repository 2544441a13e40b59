import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda } from "../../../src/engine/agenda.js";
import type { Failure } from "../../../src/engine/network/exchange.js";
import { FallbackChain } from "../../../src/engine/network/fallback.js";
import { MOST_ATTEMPTS } from "../../../src/engine/network/fetch-course.js";
import { type AttemptRecord, type CdnGuide, Fetcher } from "../../../src/engine/network/fetcher.js";
import type { FallbackStep, RequestSettings } from "../../../src/model/settings/index.js";
import { randomStream } from "../../../src/random.js";
import { type ScriptedAnswer, ScriptedTransport } from "../../support/scripted-transport.js";

const seconds = fc.oneof(fc.constantFrom(0, 1, 5), fc.double({ min: 0, max: 20, noNaN: true }));
const failures: fc.Arbitrary<Failure> = fc.oneof(
  fc.constantFrom<Failure>({ kind: "reset" }, { kind: "refused" }),
  fc.constantFrom(404, 416, 500, 503).map((code) => ({ kind: "status" as const, status: code })),
);
const answers: fc.Arbitrary<ScriptedAnswer> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ after: seconds, failure: failures }) },
  { weight: 2, arbitrary: fc.record({ after: seconds }) },
  // Fails at once, over and over, unless a timeout ends it first.
  { weight: 1, arbitrary: fc.record({ after: fc.constant(0), failure: failures }) },
);
const settings: fc.Arbitrary<RequestSettings> = fc.record(
  {
    firstByteTimeout: seconds,
    timeout: seconds,
    retry: fc.record({
      retries: fc.oneof(
        { weight: 15, arbitrary: fc.nat(8) },
        { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
      ),
      initialDelay: seconds,
      maxDelay: seconds,
      factor: fc.constantFrom(1, 2),
      jitter: fc.constantFrom(0, 0.5),
      clientErrors: fc.boolean(),
    }),
    circuitBreaker: fc.record({
      failures: fc.integer({ min: 1, max: 4 }),
      resetAfter: seconds,
      successes: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { requiredKeys: [] },
);
const chain = fc.array(fc.constantFrom<FallbackStep>("switch protocol", "other cdn", "lower quality"), {
  maxLength: 4,
});

interface Course {
  readonly rows: AttemptRecord[];
  ended: number;
  cancelled: boolean;
}

/** Three fetches, of which some are cancelled, over answers that repeat. */
function play(parts: {
  readonly settings: RequestSettings;
  readonly script: readonly ScriptedAnswer[];
  readonly steps: readonly FallbackStep[];
  readonly startAt: readonly number[];
  readonly cancelAt: number | undefined;
  readonly delivery?: CdnGuide;
}) {
  const agenda = new Agenda();
  const transport = new ScriptedTransport(agenda, (n, { at, route }) => ({
    ...parts.script[n % parts.script.length]!,
    ...(parts.delivery && { answeredBy: { cdn: route?.cdn ?? parts.delivery.choice(at)! } }),
  }));
  const states: { at: number; state: string }[] = [];
  const fetcher = new Fetcher({
    transport,
    agenda,
    settings: parts.settings,
    random: randomStream(1),
    delivery: parts.delivery,
    note: (event) => {
      if (event.kind === "circuit breaker") states.push({ at: event.at, state: event.state });
    },
  });
  const courses = parts.startAt.map((at, i) => {
    const course: Course = { rows: [], ended: 0, cancelled: false };
    agenda.at(at, 3, () => {
      const fetch = fetcher.fetch(
        { kind: "video", size: 100, resource: `video/0/${i}`, level: 0 },
        {
          firstByte: () => {},
          done: (attempt) => {
            course.rows.push(attempt);
            course.ended++;
          },
          attemptFailed: (attempt) => course.rows.push(attempt),
          exhausted: () => {
            course.ended++;
          },
        },
        { fallback: new FallbackChain(parts.steps) },
      );
      if (i === 0 && parts.cancelAt !== undefined)
        agenda.at(at + parts.cancelAt, 7, () => {
          course.cancelled = course.ended === 0;
          fetch.cancel();
        });
    });
    return course;
  });
  let steps = 0;
  while (agenda.step()) if (++steps > 100_000) throw new Error("it never ends");
  return { courses, transport, states };
}

const scenes = fc.record({
  settings,
  script: fc.array(answers, { minLength: 1, maxLength: 6 }),
  steps: chain,
  startAt: fc.array(seconds, { minLength: 3, maxLength: 3 }),
  cancelAt: fc.option(seconds, { nil: undefined }),
});

function guide(): CdnGuide {
  const names = ["a", "b"];
  return {
    choice: () => names[0]!,
    others: (than) => names.filter((name) => !than.includes(name)),
    local: () => false,
    measured: () => {},
    timedOut: () => {},
    giveUp: () => {},
  };
}

describe("Fetcher, whatever the settings and the network", () => {
  it("ends every fetch, once, after a bounded number of attempts", () => {
    fc.assert(
      fc.property(scenes, fc.boolean(), (scene, several) => {
        const { courses } = play({ ...scene, ...(several && { delivery: guide() }) });
        for (const { rows, ended, cancelled } of courses) {
          expect(ended).toBe(cancelled ? 0 : 1);
          expect(rows.length).toBeLessThanOrEqual(MOST_ATTEMPTS);
          const follow = rows.every((row, n) => {
            const before = n > 0 ? rows[n - 1]!.endedAt : 0;
            return row.attempt === n && before <= row.sentAt && row.sentAt <= row.endedAt;
          });
          expect(follow).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("sends nothing while its circuit breaker is open", () => {
    const withBreaker = scenes.filter((scene) => scene.settings.circuitBreaker !== undefined);
    fc.assert(
      fc.property(withBreaker, (scene) => {
        const { transport, states } = play(scene);
        const { resetAfter } = scene.settings.circuitBreaker!;
        for (const { at, state } of states) {
          if (state !== "open") continue;
          const during = transport.sent.filter((sent) => sent.at > at && sent.at < at + resetAfter);
          expect(during).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("does, without settings, exactly what the transport does", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const agenda = new Agenda();
        const bare: [string, number][] = [];
        const listener = (log: [string, number][]) => ({
          firstByte: () => log.push(["first byte", agenda.now]),
          done: () => log.push(["done", agenda.now]),
        });
        const spec = { kind: "video" as const, size: 100, resource: "r" };
        const failed = () => bare.push(["failed", agenda.now]);
        new ScriptedTransport(agenda, () => answer).send(spec, { ...listener(bare), failed });
        const fetched: [string, number][] = [];
        const fetcher = new Fetcher({
          transport: new ScriptedTransport(agenda, () => answer),
          agenda,
          settings: undefined,
          random: () => 0,
          note: () => {},
        });
        fetcher.fetch(spec, {
          ...listener(fetched),
          attemptFailed: () => fetched.push(["failed", agenda.now]),
          exhausted: () => {},
        });
        while (agenda.step());
        expect(fetched).toEqual(bare);
      }),
    );
  });
});
