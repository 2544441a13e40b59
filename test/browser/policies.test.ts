import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quantile } from "../../src/statistics/index.js";
import { observedSessions } from "../support/observed/observe.js";
import { answersOf, decisionsIn, type ObservedSession } from "../support/observed/session.js";
import { builtPolicies, shippable } from "../support/shipped.js";
import { type OpenPage, openPage } from "./harness/browser.js";
import type { DecisionTimes, PolicyAnswers, Timing } from "./harness/policy-protocol.js";
import { type PolicySite, servePolicies } from "./harness/policy-site.js";

/** Of a decision, in a Chromium that is slowed six times. */
const SLOWDOWN = 6;
const MOST_MS = 0.2;
const TIMING: Timing = { together: 64, passes: 10, enoughMs: MOST_MS };

let site: PolicySite;
let sessions: readonly ObservedSession[];

beforeAll(async () => {
  sessions = observedSessions();
  site = await servePolicies();
});

afterAll(() => site?.close());

it("is asked about 1,000 decisions", () => {
  expect(decisionsIn(sessions)).toBe(1000);
});

describe("in Chromium", () => {
  let page: OpenPage;
  beforeAll(async () => {
    page = await openPage(site.url);
  });
  afterAll(() => page?.close());

  it.each(shippable)("%s answers as in Node, from its modules and bundled", async (name) => {
    const policy = site.policies.find((served) => served.name === name)!;
    const { value } = await page.run({ policy }, 20_000);
    const { asModules, asBundle } = value as PolicyAnswers;
    const factory = (await builtPolicies()).find((entry) => entry.name === name)!.factory;
    const inNode = sessions.map((session) => answersOf(factory, session));
    const expected: unknown = JSON.parse(JSON.stringify(inNode));
    expect(asModules).toEqual(expected);
    expect(asBundle).toEqual(expected);
  });
});

describe("in Chromium slowed six times", () => {
  let page: OpenPage;
  beforeAll(async () => {
    page = await openPage(site.url, SLOWDOWN);
  });
  afterAll(() => page?.close());

  it.each(shippable)("%s decides in less than 0.2 ms, 99 times of 100", async (name) => {
    const policy = site.policies.find((served) => served.name === name)!;
    const question = { policy, timing: TIMING };
    const { value } = await page.run(question, 60_000);
    expect(quantile((value as DecisionTimes).ms, 0.99)).toBeLessThan(MOST_MS);
  });
});
