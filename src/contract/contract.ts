import fc from "fast-check";
import type { Decision, Policy } from "../model/policy.js";
import { policyProblem, shownValue } from "../model/policy-problems.js";
import { overheard } from "./answers.js";
import { Breach, must, mustBeKnown, mustBeLegal, mustEqual, mustHaveNo } from "./decisions.js";
import { legalSessions, type SessionLimits } from "./legal-sessions.js";
import { deepFreeze, lendStrictly } from "./loan.js";
import { contextOf, type PlayOptions, playTo, type TakenDecision } from "./play.js";
import { type ContractRule, rule, type Subject } from "./rule.js";
import type { LegalSession } from "./session.js";
import { figure, sessionInWords, sessionsInWords } from "./words.js";

const oneSession = (limits?: SessionLimits) => ({ cases: legalSessions(limits), inWords: sessionInWords });

/** Sessions that are there to disturb another need not be long. */
const OTHERS: SessionLimits = { maxSteps: 6 };

/** All that every policy must hold to, and what it may claim. It depends on no test runner. */
export const contract: readonly ContractRule[] = [
  rule({
    name: "legal",
    promise: "answers any legal observation with a legal decision",
    ...oneSession(),
    check(subject, session) {
      for (const decision of decisionsOf(subject, session)) mustBeLegal(decision, session.levels.length);
    },
  }),
  rule({
    name: "allowed",
    promise: "stays within the levels that the player allows",
    // The player takes the nearest that it allows.
    weight: "should",
    ...oneSession(),
    check(subject, session) {
      for (const { level, allowed } of decisionsOf(subject, session))
        must(
          level >= allowed[0] && level <= allowed[1],
          `answered level ${shownValue(level)} where levels ${allowed[0]} to ${allowed[1]} are allowed`,
        );
    },
  }),
  rule({
    name: "known-keys",
    promise: "answers with nothing that no player reads",
    // Players pass over what they do not know.
    weight: "should",
    ...oneSession(),
    check(subject, session) {
      Array.from(playTo(make(subject, session, mustBeKnown), session));
    },
  }),
  rule({
    name: "one-level",
    promise: "copes with a ladder of one level",
    ...oneSession({ maxLevels: 1 }),
    check(subject, session) {
      for (const { level } of decisionsOf(subject, session))
        must(level === 0, `answered level ${shownValue(level)}`);
    },
  }),
  rule({
    name: "first-decision",
    promise: "decides before anything has been downloaded",
    ...oneSession({ maxSteps: 1 }),
    check(subject, session) {
      for (const decision of decisionsOf(subject, session)) mustBeLegal(decision, session.levels.length);
    },
  }),
  rule({
    name: "deterministic",
    promise: "decides alike in the same session",
    ...oneSession(),
    check(subject, session) {
      const first = decisionsOf(subject, session);
      mustEqual(decisionsOf(subject, session), first, "played twice, the session differed");
    },
  }),
  rule({
    name: "beside",
    promise: "decides alike whether or not another session runs beside it",
    cases: fc.tuple(legalSessions(), legalSessions(OTHERS)),
    inWords: sessionsInWords,
    check(subject, [session, other]) {
      const alone = decisionsOf(subject, session);
      const beside = playTo(make(subject, other), other);
      const accompanied: TakenDecision[] = [];
      for (const decision of playTo(make(subject, session), session)) {
        accompanied.push(decision);
        beside.next();
      }
      mustEqual(accompanied, alone, "beside another instance, the session differed");
    },
  }),
  rule({
    name: "afresh",
    promise: "remembers nothing from one session to the next, in whatever order they come",
    cases: fc.tuple(legalSessions(), legalSessions(OTHERS), legalSessions(OTHERS)),
    inWords: sessionsInWords,
    check(subject, [session, ...others]) {
      const before = decisionsOf(subject, session);
      for (const order of [others, [...others].reverse()]) {
        for (const other of order) decisionsOf(subject, other);
        mustEqual(decisionsOf(subject, session), before, "after other sessions, the session differed");
      }
    },
  }),
  rule({
    name: "observation",
    promise: "neither keeps nor changes what it is shown",
    ...oneSession(),
    check(subject, session) {
      decisionsOf(subject, session, { lend: lendStrictly });
    },
  }),
  rule({
    name: "given",
    promise: "leaves its options and its context as they are",
    ...oneSession({ maxSteps: 3 }),
    check(subject, session) {
      const options = deepFreeze({ ...subject.options });
      decisionsOf({ ...subject, options }, deepFreeze(structuredClone(session)));
    },
  }),
  rule({
    name: "surroundings",
    promise: "uses no clock, chance, timer, network, process or global of its surroundings",
    ...oneSession(),
    check(subject, session) {
      decisionsOf(subject, session);
    },
    checkUses(uses) {
      const [first] = uses.values();
      if (first)
        throw new Breach(
          `used ${[...uses.keys()].join(", ")}: time is in the observation, chance in the context`,
          {
            cause: first,
          },
        );
    },
  }),
  rule({
    name: "monotone",
    promise: "answers faster downloads, all else equal, with no lower level",
    cases: fc.record({
      session: legalSessions(),
      speedUp: fc.double({ min: 1.001, max: 1000, noNaN: true }),
    }),
    inWords: ({ session, speedUp }) => [
      ...sessionInWords(session),
      `told again with every transfer ${figure(speedUp)} times as fast`,
    ],
    isClaimed: (subject, { session }) => made(subject, session)?.monotone === true,
    check(subject, { session, speedUp }) {
      const decisions = decisionsOf(subject, session);
      const faster = decisionsOf(subject, session, { retelling: { decisions, speedUp } });
      for (const [index, { level }] of decisions.entries())
        must(
          faster[index]!.level >= level,
          `decision ${index + 1} was level ${level}, and ${faster[index]!.level} after faster downloads`,
        );
    },
  }),
];

/** What the factory makes; of a user's, it may be anything. */
const made = ({ factory, options = {}, oracle }: Subject, session: LegalSession): Policy | undefined =>
  factory(options, contextOf(session, oracle));

/** @throws Breach when what the factory makes is no policy */
function make(subject: Subject, session: LegalSession, hear?: (decision: Decision) => void): Policy {
  const policy = made(subject, session);
  mustHaveNo(policyProblem(policy));
  return overheard(policy!, session.levels.length, hear);
}

const decisionsOf = (subject: Subject, session: LegalSession, options?: PlayOptions): TakenDecision[] => [
  ...playTo(make(subject, session), session, options),
];
