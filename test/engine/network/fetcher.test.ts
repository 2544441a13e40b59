import { describe, expect, it } from "vitest";
import { Agenda } from "../../../src/engine/agenda.js";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import { type ExchangeSpec, failureText } from "../../../src/engine/network/exchange.js";
import { FallbackChain } from "../../../src/engine/network/fallback.js";
import { ListedFaults } from "../../../src/engine/network/faults.js";
import {
  type CdnGuide,
  Fetcher,
  type FetcherOptions,
  type FetchOptions,
} from "../../../src/engine/network/fetcher.js";
import { Link } from "../../../src/engine/network/link.js";
import { NetworkTransport } from "../../../src/engine/network/transport.js";
import type { SessionEvent } from "../../../src/model/session.js";
import type { NetworkSettings, RequestSettings, RetrySettings } from "../../../src/model/settings/index.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { randomStream } from "../../../src/random.js";
import {
  done,
  failing,
  type ScriptedAnswer,
  ScriptedTransport,
  type SentRequest,
  status,
} from "../../support/scripted-transport.js";

const SPEC: ExchangeSpec = { kind: "video", size: 1000, resource: "video/3/7", level: 3 };
const HANGS: ScriptedAnswer = {};
/** Document 003, section 5.1. */
const RETRY: RetrySettings = {
  retries: 3,
  initialDelay: 1,
  maxDelay: 8,
  factor: 2,
  jitter: 0,
  connectionErrorDelay: 5,
};

type Script = (n: number, request: SentRequest) => ScriptedAnswer;

function scene(parts: {
  settings?: RequestSettings;
  script: Script;
  delivery?: CdnGuide;
  more?: Partial<FetcherOptions>;
}) {
  const agenda = parts.more?.agenda ?? new Agenda();
  const transport = new ScriptedTransport(agenda, parts.script);
  const events: SessionEvent[] = [];
  const log: string[] = [];
  const fetcher = new Fetcher({
    transport,
    agenda,
    settings: parts.settings,
    random: randomStream(1, "jitter"),
    note: (event) => events.push(event),
    delivery: parts.delivery,
    ...parts.more,
  });
  const fetch = (options?: FetchOptions & { spec?: ExchangeSpec }) => {
    const { spec = SPEC, ...rest } = options ?? {};
    return fetcher.fetch(
      spec,
      {
        firstByte: (now) => log.push(`${now} first byte`),
        piece: (index) => log.push(`${agenda.now} piece ${index}`),
        done: (attempt) => log.push(`${agenda.now} done #${attempt.attempt} since ${attempt.sentAt}`),
        attemptFailed: (attempt, failure) =>
          log.push(`${agenda.now} #${attempt.attempt} ${failureText(failure)} of ${attempt.received}`),
        exhausted: (failure) => log.push(`${agenda.now} exhausted: ${failureText(failure)}`),
      },
      rest,
    );
  };
  const run = (until = Number.POSITIVE_INFINITY) => {
    let steps = 0;
    agenda.at(until === Number.POSITIVE_INFINITY ? 1e9 : until, 99, () => {
      steps = -1;
    });
    while (steps >= 0 && steps++ < 1e5 && agenda.step());
  };
  return { agenda, transport, fetcher, fetch, log, run, events };
}

/** CDNs in order of preference, of which some are unhealthy. */
function cdns(...names: string[]) {
  const unhealthy = new Set<string>();
  const told: string[] = [];
  const guide: CdnGuide = {
    choice: () => names.find((name) => !unhealthy.has(name)) ?? names[0],
    others: (than) => names.filter((name) => !than.includes(name) && !unhealthy.has(name)),
    local: () => false,
    measured: (cdn, _spec, latency, throughput) => told.push(`${cdn} ${latency} ${throughput}`),
    timedOut: (cdn) => told.push(`${cdn} timed out`),
    giveUp: (cdn) => unhealthy.add(cdn),
  };
  return { guide, told, unhealthy };
}
/** Answers as the CDN that was wished for, or as the one that is chosen. */
const by = (guide: CdnGuide, answer: ScriptedAnswer, { route, at }: SentRequest): ScriptedAnswer => ({
  ...answer,
  answeredBy: { cdn: route?.cdn ?? guide.choice(at)! },
});

describe("a fetcher without settings", () => {
  it("hands a request through, and adds no event", () => {
    const { fetch, log, agenda, transport } = scene({ script: () => done(4, 1) });
    const fetched = fetch();
    let steps = 0;
    while (agenda.step()) steps++;
    expect(steps).toBe(2);
    expect(log).toEqual(["1 first byte", "4 done #0 since 0"]);
    expect(transport.sent[0]).toEqual({ at: 0, spec: SPEC, route: undefined });
    expect([fetched.sentAt, fetched.firstByteAt, fetched.received()]).toEqual([0, 1, 1000]);
  });

  it("does not repeat what failed", () => {
    const { fetch, log, run } = scene({ script: () => failing(2, status(503)) });
    fetch();
    run();
    expect(log).toEqual(["2 #0 503 of 0", "2 exhausted: 503"]);
  });

  it("says what had come when it was cancelled", () => {
    const { fetch, log, run, transport } = scene({ script: () => done(5, 1) });
    const fetched = fetch();
    run(3);
    expect(fetched.received()).toBe(500);
    expect(fetched.cancel()).toEqual({
      attempt: 0,
      sentAt: 0,
      firstByte: 1,
      endedAt: 3,
      received: 500,
      answeredBy: {},
    });
    expect(fetched.cancel()).toBeUndefined();
    run();
    expect(log).toEqual(["1 first byte"]);
    expect(transport.cancelled).toBe(1);
  });
});

describe("timeouts", () => {
  it("give up an answer whose first bit is late", () => {
    const { fetch, log, run, transport } = scene({
      settings: { firstByteTimeout: 3, timeout: 10 },
      script: () => done(4, 3.5),
    });
    fetch();
    run();
    expect(log).toEqual(["3 #0 first byte timeout of 0", "3 exhausted: first byte timeout"]);
    expect(transport.cancelled).toBe(1);
  });

  it("give up an answer that takes too long in all, with what it had brought", () => {
    const { fetch, log, run } = scene({
      settings: { firstByteTimeout: 3, timeout: 6 },
      script: () => done(10, 2),
    });
    fetch();
    run();
    expect(log).toEqual(["2 first byte", "6 #0 timeout of 500", "6 exhausted: timeout"]);
  });

  it("let through what comes at the last moment", () => {
    const { fetch, log, run } = scene({
      settings: { firstByteTimeout: 2, timeout: 6 },
      script: () => done(6, 2),
    });
    fetch();
    run();
    expect(log).toEqual(["2 first byte", "6 done #0 since 0"]);
  });

  it("go by the class of the connection", () => {
    const { fetch, log, run } = scene({
      settings: { timeoutByConnection: { "4g": 5, other: 10 } },
      script: () => HANGS,
      more: { connectionClass: "4g" },
    });
    fetch();
    run();
    expect(log[0]).toBe("5 #0 timeout of 0");
  });
});

describe("retries", () => {
  it("wait 1, 2 and 4 s after timeouts of 10 s, as document 003 does", () => {
    const { fetch, run, transport, log } = scene({
      settings: { timeout: 10, retry: RETRY },
      script: () => HANGS,
    });
    fetch();
    run();
    expect(transport.sent.map(({ at }) => at)).toEqual([0, 11, 23, 37]);
    expect(log.at(-1)).toBe("47 exhausted: timeout");
  });

  it("wait 5 s after a broken connection, and end with the first success", () => {
    const { fetch, run, transport, log } = scene({
      settings: { retry: RETRY },
      script: (n) => (n === 0 ? failing(1, { kind: "reset" }) : done(2, 1)),
    });
    fetch();
    run();
    expect(transport.sent.map(({ at }) => at)).toEqual([0, 6]);
    expect(log).toEqual(["1 #0 reset of 0", "7 first byte", "8 done #1 since 6"]);
  });

  it("leave client errors, but ask once more, at once, after a range that is not there", () => {
    const at = (code: number) => {
      const { fetch, run, transport } = scene({
        settings: { retry: RETRY },
        script: () => failing(1, status(code)),
      });
      fetch();
      run();
      return transport.sent.map((request) => request.at);
    };
    expect(at(404)).toEqual([0]);
    expect(at(416)).toEqual([0, 1]);
    expect(at(500)).toEqual([0, 2, 5, 10]);
  });

  it("take an overloaded CDN's answer elsewhere at once, and wait only when all have said so", () => {
    const { guide } = cdns("a", "b");
    const { fetch, run, transport } = scene({
      settings: { retry: RETRY },
      delivery: guide,
      script: (_n, request) => by(guide, failing(1, status(503)), request),
    });
    fetch();
    run();
    expect(transport.sent.map(({ at, route }) => [at, route?.cdn])).toEqual([
      [0, undefined],
      [1, "b"],
      // Both are overloaded: 2 s, for the second retry.
      [4, "b"],
      [5, "a"],
    ]);
  });

  it("wait for progress through all attempts", () => {
    const { fetch, run, agenda } = scene({
      settings: { timeout: 4, retry: RETRY },
      script: (n) => (n === 0 ? done(10, 0) : done(2, 1)),
    });
    const seen: number[] = [];
    fetch().whenReceived(500, () => seen.push(agenda.now));
    run();
    // The first brings 400 of 1000 by its timeout; the second, sent at 5, half at 6.5.
    expect(seen).toEqual([6.5]);
  });

  it("stop when cancelled in between", () => {
    const { fetch, run, log } = scene({
      settings: { retry: RETRY },
      script: () => failing(1, status(500)),
    });
    const fetched = fetch();
    run(1.5);
    expect(fetched.received()).toBe(0);
    expect(fetched.cancel()).toBeUndefined();
    run();
    expect(log).toEqual(["1 #0 500 of 0"]);
  });
});

describe("retries after timeouts, where they have a number of their own", () => {
  const sentAt = (settings: RequestSettings, script: Script = () => HANGS) => {
    const { fetch, run, transport, log } = scene({ settings: { timeout: 10, ...settings }, script });
    fetch();
    run();
    return { sent: transport.sent.map(({ at }) => at), last: log.at(-1) };
  };

  it("come at once, and so often", () => {
    expect(sentAt({ retry: { ...RETRY, timeoutRetries: 2 } })).toEqual({
      sent: [0, 10, 20],
      last: "30 exhausted: timeout",
    });
    expect(sentAt({ retry: { ...RETRY, timeoutRetries: 0 } }).sent).toEqual([0]);
    expect(sentAt({ retry: { ...RETRY, retries: 0, timeoutRetries: 1 } }).sent).toEqual([0, 10]);
  });

  it("come as after any failure, where they have none", () => {
    expect(sentAt({ retry: { ...RETRY, retries: 1 } }).sent).toEqual([0, 11]);
  });

  it("count with those after other failures, which keep their delays", () => {
    // A 500 at 1 s, repeated at 2 s; a timeout at 12 s, repeated at once; and at 22 s two are used up.
    const script: Script = (n) => (n === 0 ? failing(1, status(500)) : HANGS);
    expect(sentAt({ retry: { ...RETRY, timeoutRetries: 2 } }, script)).toEqual({
      sent: [0, 2, 12],
      last: "22 exhausted: timeout",
    });
    // A timeout, repeated at once; a 500 at 11 s is the second to be repeated: after 2 s.
    const late: Script = (n) => (n === 1 ? failing(1, status(500)) : HANGS);
    expect(sentAt({ retry: { ...RETRY, timeoutRetries: 1 } }, late).sent).toEqual([0, 10, 13]);
  });

  it("wait for a circuit breaker that is open, as others do, and use up no more of them", () => {
    const circuitBreaker = { failures: 1, resetAfter: 20, successes: 1 };
    expect(sentAt({ retry: { ...RETRY, timeoutRetries: 2 }, circuitBreaker }).sent).toEqual([0, 30, 60]);
  });
});

describe("the circuit breaker", () => {
  const settings: RequestSettings = {
    retry: { ...RETRY, retries: 2, factor: 1 },
    circuitBreaker: { failures: 2, resetAfter: 20, successes: 1 },
  };

  it("makes a retry wait until it is half open, and closes with a success", () => {
    const { fetch, run, transport, events, log } = scene({
      settings,
      script: (n) => (n < 2 ? failing(1, status(500)) : done(1)),
    });
    fetch();
    run();
    expect(transport.sent.map(({ at }) => at)).toEqual([0, 2, 23]);
    expect(events).toEqual([
      { at: 3, kind: "circuit breaker", state: "open" },
      { at: 23, kind: "circuit breaker", state: "half open" },
      { at: 24, kind: "circuit breaker", state: "closed" },
    ]);
    expect(log.at(-1)).toBe("24 done #2 since 23");
  });

  it("refuses what is fetched while it is open, which then waits", () => {
    const { fetch, run, transport, log, fetcher, agenda } = scene({
      settings,
      script: (n) => (n < 2 ? failing(1, { kind: "timeout", of: "whole" }) : done(1)),
    });
    const first = fetch();
    run(5);
    first.cancel();
    log.length = 0;
    expect(fetcher.readyFrom(agenda.now)).toBe(23);
    fetch();
    expect(log).toEqual([]);
    run();
    expect(log).toEqual(["5 #0 breaker open of 0", "24 first byte", "24 done #1 since 23"]);
    expect(transport.sent).toHaveLength(3);
  });

  it("ends a fetch at once that has no retries", () => {
    const { fetch, run, log } = scene({
      settings: { circuitBreaker: { failures: 1, resetAfter: 20, successes: 1 } },
      script: () => failing(1, status(500)),
    });
    fetch();
    run(2);
    fetch();
    run();
    expect(log.slice(2)).toEqual(["2 #0 breaker open of 0", "2 exhausted: breaker open"]);
  });

  it("has others wait for what its probe brings", () => {
    const { fetch, run, transport } = scene({
      settings: { ...settings, circuitBreaker: { failures: 1, resetAfter: 20, successes: 1 } },
      script: (n) => (n === 0 ? failing(1, status(500)) : done(3)),
    });
    fetch();
    run(2);
    fetch();
    run();
    // Both are due at 21: one probes, the other follows at its success.
    expect(transport.sent.map(({ at }) => at)).toEqual([0, 21, 24]);
  });

  it("sends to another CDN whose breaker is closed", () => {
    const { guide } = cdns("a", "b");
    const { fetch, run, transport } = scene({
      settings,
      delivery: guide,
      script: (_n, request) =>
        by(guide, request.route?.cdn === "b" ? done(1) : failing(1, status(500)), request),
    });
    fetch();
    run();
    expect(transport.sent.map(({ at, route }) => [at, route?.cdn])).toEqual([
      [0, undefined],
      [2, undefined],
      [4, "b"],
    ]);
  });

  it("does not stand before the viewer's own cache", () => {
    const { guide } = cdns("a");
    let local = false;
    const { fetch, run, log } = scene({
      settings,
      delivery: { ...guide, local: () => local },
      script: (n, request) =>
        n < 2 ? by(guide, failing(1, status(500)), request) : { after: 1, answeredBy: {} },
    });
    const first = fetch();
    run(4);
    first.cancel();
    local = true;
    fetch();
    run();
    expect(log.at(-1)).toBe("5 done #0 since 4");
  });
});

describe("the fallback chain", () => {
  const settings: RequestSettings = { retry: { ...RETRY, retries: 1 } };

  it("has the network's steps taken in order, each with a round of its own, and leaves off at the player's", () => {
    const { guide, unhealthy } = cdns("a", "b");
    const { fetch, run, transport, events, log } = scene({
      settings,
      delivery: guide,
      more: { protocol: "http/2" },
      script: (_n, request) => by(guide, failing(1, status(500)), request),
    });
    const fallback = new FallbackChain(["switch protocol", "other cdn", "lower quality", "other cdn"]);
    fetch({ fallback });
    run();
    expect(transport.sent.map(({ at, route }) => [at, route])).toEqual([
      [0, undefined],
      [2, undefined],
      [3, { protocol: "http/1.1" }],
      [5, { protocol: "http/1.1" }],
      [6, { protocol: "http/1.1", cdn: "b" }],
      [8, { protocol: "http/1.1", cdn: "b" }],
    ]);
    expect(events).toEqual([
      { at: 3, kind: "fallback", step: "switch protocol" },
      { at: 6, kind: "fallback", step: "other cdn" },
    ]);
    expect([...unhealthy]).toEqual(["a"]);
    expect(log.at(-1)).toBe("9 exhausted: 500");
    expect(fallback.peek()).toBe("lower quality");
  });

  it("passes over steps that are not possible", () => {
    const { guide } = cdns("a");
    const { fetch, run, transport, events } = scene({
      settings,
      delivery: guide,
      script: (_n, request) => by(guide, failing(1, status(404)), request),
    });
    const fallback = new FallbackChain(["lower quality", "switch protocol", "other cdn"], 3);
    fetch({ fallback, spec: { ...SPEC, level: 0 } });
    run();
    expect(transport.sent).toHaveLength(1);
    expect(events).toEqual([]);
    expect(fallback.peek()).toBeUndefined();
  });
});

describe("what a fetcher tells of CDNs", () => {
  it("is how fast they were, and when patience was lost", () => {
    const { guide, told } = cdns("a");
    const { fetch, run } = scene({
      settings: { timeout: 6, retry: RETRY },
      delivery: guide,
      script: (n, request) => by(guide, n === 0 ? done(9, 1) : done(5, 1), request),
    });
    fetch();
    run();
    expect(told).toEqual(["a timed out", "a 1 250"]);
  });
});

describe("a fetcher over the network", () => {
  const NO_FAULTS = new ListedFaults([], () => () => 0);
  /** Seconds, and bit/s. */
  type Stretches = readonly (readonly [seconds: number, rate: number])[];

  function network(
    faults: ListedFaults,
    stretches: Stretches = [[10, 1000]],
    settings: NetworkSettings = { rtt: 0.5 },
  ) {
    const agenda = new Agenda();
    const trace = traceFromIntervals(
      { name: "s/t", set: "s" },
      stretches.map(([duration, bandwidth]) => ({ duration, bandwidth })),
    );
    const capacity = new CapacityCursor(trace, 0);
    const link = new Link(capacity, agenda, 1e6);
    return {
      agenda,
      transport: new NetworkTransport({
        agenda,
        links: { linkOf: () => ({ link, capacity }) },
        settings,
        horizon: 1e6,
        faults,
      }),
    };
  }

  it("gets through an outage of its server", () => {
    const faults = new ListedFaults([{ what: "no answer", at: 0, for: 4 }], () => () => 0);
    const { agenda, transport } = network(faults);
    const { fetch, log, run } = scene({
      settings: { firstByteTimeout: 2, retry: RETRY },
      script: () => HANGS,
      more: { agenda, transport },
    });
    fetch();
    run();
    // Sent at 0 and 3, with no answer; sent at 7, the first bit at 7.5, and 1000 bits at 1000 bit/s.
    expect(log).toEqual([
      "2 #0 first byte timeout of 0",
      "5 #1 first byte timeout of 0",
      "7.5 first byte",
      "8.5 done #2 since 7",
    ]);
  });

  describe("gives up an answer of which nothing more comes", () => {
    /** What becomes of 1000 bits on a link without latency, unless it is said. */
    const course = (settings: RequestSettings, stretches: Stretches, more: NetworkSettings = {}) => {
      const { agenda, transport } = network(NO_FAULTS, stretches, more);
      const { fetch, log, run } = scene({ settings, script: () => HANGS, more: { agenda, transport } });
      fetch();
      run(1000);
      return log;
    };
    /** Looked at every eighth of a second. */
    const stallTimeout = 6.25;

    it("after so long, from the last bit on", () => {
      // 500 bits by half a second, and then an outage.
      const stretches: Stretches = [
        [0.5, 1000],
        [100, 0],
      ];
      expect(course({ stallTimeout }, stretches)).toEqual([
        "0 first byte",
        "6.75 #0 progress timeout of 500",
        "6.75 exhausted: progress timeout",
      ]);
      // Late by one look at most.
      const between: Stretches = [
        [0.55, 1000],
        [100, 0],
      ];
      expect(course({ stallTimeout }, between)[1]).toBe("6.875 #0 progress timeout of 550");
    });

    it("but not while bits come, however slowly, nor in all", () => {
      const pauses: Stretches = [
        [0.1, 1000],
        [6, 0],
      ];
      expect(course({ stallTimeout }, pauses)).toEqual([
        "0 first byte",
        expect.stringMatching(/^5.* done #0/),
      ]);
      expect(course({ stallTimeout }, [[1000, 10]])).toEqual(["0 first byte", "100 done #0 since 0"]);
    });

    it("nor before the first of its bits, although the answer has begun", () => {
      const later: Stretches = [
        [20, 0],
        [10, 1000],
      ];
      expect(course({ stallTimeout }, later)).toEqual(["0 first byte", "21 done #0 since 0"]);
    });

    it("and watches each attempt anew", () => {
      // The first stalls from half a second on, the second begins at once and has 1000 bits by 13.5 s.
      const stretches: Stretches = [
        [0.5, 1000],
        [12, 0],
        [10, 1000],
      ];
      const retry = { ...RETRY, timeoutRetries: 4 };
      expect(course({ stallTimeout, retry }, stretches)).toEqual([
        "0 first byte",
        "6.75 #0 progress timeout of 500",
        "6.75 first byte",
        "13.5 done #1 since 6.75",
      ]);
    });

    it("and stops watching what was cancelled", () => {
      const { agenda, transport } = network(NO_FAULTS, [[10, 10]], {});
      const { fetch, log, run } = scene({
        settings: { stallTimeout },
        script: () => HANGS,
        more: { agenda, transport },
      });
      const fetched = fetch();
      run(2);
      fetched.cancel();
      run();
      expect(log).toEqual(["0 first byte"]);
    });

    it("or of which nothing has come, where the first bits are what a first byte is", () => {
      const later: Stretches = [
        [20, 0],
        [10, 1000],
      ];
      const settings: RequestSettings = { firstByteTimeout: 3 };
      const network: NetworkSettings = { rtt: 0.5, firstByte: "with first bits" };
      expect(course(settings, later, network)).toEqual([
        "3 #0 first byte timeout of 0",
        "3 exhausted: first byte timeout",
      ]);
      expect(course(settings, later, { rtt: 0.5 })).toEqual(["0.5 first byte", "21 done #0 since 0"]);
      // The link carries again before it is over: the first bit has come by 2.001 s.
      const soon: Stretches = [
        [2, 0],
        [10, 1000],
      ];
      expect(course(settings, soon, network)).toEqual(["2.001 first byte", "3 done #0 since 0"]);
    });
  });
});
