import type { PolicyFactory } from "../../../src/model/policy.js";
import { quantile } from "../../../src/statistics/index.js";
import { answersOf, callsOf, makePolicy, type ObservedSession } from "../../support/observed/session.js";
import {
  type DecisionTimes,
  MODULES,
  type PolicyAnswers,
  type PolicyQuestion,
  SESSIONS,
  type Timing,
} from "../harness/policy-protocol.js";
import { run } from "./page.js";

let told: readonly ObservedSession[] | undefined;

run(async ({ policy, timing }: PolicyQuestion): Promise<PolicyAnswers | DecisionTimes> => {
  told ??= (await (await fetch(SESSIONS)).json()) as readonly ObservedSession[];
  const sessions = told;
  const bundled = ((await imported(policy.bundle)) as { readonly default: PolicyFactory }).default;
  if (timing) return timesOf(bundled, sessions, timing);
  const exported = (await imported(MODULES)) as Readonly<Record<string, PolicyFactory>>;
  const answers = (factory: PolicyFactory) => sessions.map((session) => answersOf(factory, session));
  return { asModules: answers(exported[policy.exportName]!), asBundle: answers(bundled) };
});

const imported = (path: string): Promise<unknown> => import(new URL(path, location.href).href);

/**
 * Many policies are told the same side by side, and the clock is read about all of them: what Chromium slows a page down by
 * are pauses of a millisecond, and a decision by itself has none or a whole one of them.
 */
function timesOf(
  factory: PolicyFactory,
  sessions: readonly ObservedSession[],
  { together, passes, enoughMs = 0 }: Timing,
): DecisionTimes {
  let shortest: readonly number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const ms = sessions.flatMap((session) => passOf(factory, session, together));
    shortest = ms.map((time, decision) => Math.min(time, shortest[decision] ?? time));
    if (quantile(shortest, 0.99)! < enoughMs) break;
  }
  return { ms: shortest };
}

/** Of each decision: `decide`, and what was told since the one before. */
function passOf(factory: PolicyFactory, session: ObservedSession, together: number): number[] {
  const policies = Array.from({ length: together }, () => makePolicy(factory, session));
  const times: number[] = [];
  let since = 0;
  for (const { call, make } of callsOf(session)) {
    if (call === "onProgress") continue;
    const start = performance.now();
    for (const policy of policies) make(policy);
    const ms = (performance.now() - start) / together;
    if (call !== "decide") {
      since += ms;
      continue;
    }
    times.push(since + ms);
    since = 0;
  }
  return times;
}
