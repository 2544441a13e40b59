import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { PolicyFactory } from "../../src/model/policy.js";
import { ambientUses } from "./ambient.js";
import {
  contextOf,
  type LegalSession,
  type Lend,
  legalSessions,
  playTo,
  type TakenDecision,
} from "./legal-sessions.js";
import { deepFreeze, lendStrictly } from "./loan.js";

/** The policy on trial. */
export interface Subject {
  readonly factory: PolicyFactory;
  readonly options?: object;
}

export interface Trial {
  /** Random sessions tried for each rule. */
  readonly sessions?: number;
  /** Of the random sessions; a failure names it, so that it can be tried again. */
  readonly seed?: number;
}

/** One promise that a policy makes by being a policy. */
export interface ContractRule {
  readonly name: string;
  /** @throws Error that says what the policy did and in which (smallest found) session */
  check(subject: Subject, trial?: Trial): void;
}

/** All that every policy must hold to. It depends on no test runner. */
export const contract: readonly ContractRule[] = [
  rule("decide_anyLegalObservation_legalDecision", legalSessions(), (subject, session) => {
    for (const decision of decisionsOf(subject, session)) mustBeLegal(decision, session.levels.length);
  }),
  rule("decide_withLevelsRuledOut_staysWithinAllowed", legalSessions(), (subject, session) => {
    for (const { level, allowed } of decisionsOf(subject, session))
      must(level >= allowed[0] && level <= allowed[1], `answered level ${level}, allowed were ${allowed}`);
  }),
  rule("decide_ladderOfOneLevel_thatLevel", legalSessions({ maxLevels: 1 }), (subject, session) => {
    for (const { level } of decisionsOf(subject, session)) must(level === 0, `answered level ${level}`);
  }),
  rule("decide_beforeAnySample_legalDecision", legalSessions({ maxSteps: 1 }), (subject, session) => {
    for (const decision of decisionsOf(subject, session)) mustBeLegal(decision, session.levels.length);
  }),
  rule("decide_sameSessionTwice_sameDecisions", legalSessions(), (subject, session) => {
    mustEqual(decisionsOf(subject, session), decisionsOf(subject, session), "two instances differed");
  }),
  rule(
    "decide_besideAnotherInstance_sameDecisionsAsAlone",
    fc.tuple(legalSessions(), legalSessions()),
    (subject, [session, other]) => {
      const alone = decisionsOf(subject, session);
      const beside = playTo(make(subject, other), other);
      const accompanied: TakenDecision[] = [];
      for (const decision of playTo(make(subject, session), session)) {
        accompanied.push(decision);
        beside.next();
      }
      mustEqual(accompanied, alone, "another instance's session changed the decisions");
    },
  ),
  rule("anyCall_observationTakenBack_neitherKeptNorChanged", legalSessions(), (subject, session) => {
    decisionsOf(subject, session, lendStrictly);
  }),
  rule("create_optionsAndContext_leftUnchanged", legalSessions({ maxSteps: 3 }), (subject, session) => {
    const options = deepFreeze(structuredClone(subject.options ?? {}));
    decisionsOf({ ...subject, options }, deepFreeze(structuredClone(session)));
  }),
  rule("anyCall_clockAndChance_leftAlone", legalSessions(), (subject, session) => {
    const uses = ambientUses(() => decisionsOf(subject, session));
    must(uses.length === 0, `used ${uses.join(", ")}; time is in the observation, chance in the context`);
  }),
];

const DEFAULT_SESSIONS = 100;

function rule<T>(
  name: string,
  sessions: fc.Arbitrary<T>,
  check: (subject: Subject, session: T) => void,
): ContractRule {
  return {
    name,
    check(subject, { sessions: numRuns = DEFAULT_SESSIONS, seed } = {}) {
      const property = fc.property(sessions, (session) => check(subject, session));
      const outcome = fc.check(property, { numRuns, ...(seed !== undefined && { seed }) });
      if (!outcome.failed) return;
      const cause = outcome.errorInstance;
      const problem = cause instanceof Error ? cause.message : String(cause);
      const session = fc.stringify(outcome.counterexample);
      throw new Error(`${problem} (seed ${outcome.seed}, smallest session ${session})`, { cause });
    },
  };
}

const make = ({ factory, options = {} }: Subject, session: LegalSession) =>
  factory(options, contextOf(session));

const decisionsOf = (subject: Subject, session: LegalSession, lend?: Lend): TakenDecision[] => [
  ...playTo(make(subject, session), session, lend),
];

function mustBeLegal(decision: TakenDecision, levelCount: number): void {
  const { level, waitSeconds, replaceFrom, reason, estimate, abandonTo } = decision;
  const isLevel = (value: number) => Number.isInteger(value) && value >= 0 && value < levelCount;
  const isTime = (value: unknown) => typeof value === "number" && Number.isFinite(value) && value >= 0;
  must(isLevel(level), `level ${level} is not a level of a ladder of ${levelCount}`);
  must(waitSeconds === undefined || isTime(waitSeconds), `waitSeconds is ${waitSeconds}`);
  must(replaceFrom === undefined || isTime(replaceFrom), `replaceFrom is ${replaceFrom}`);
  must(estimate === undefined || isTime(estimate), `estimate is ${estimate}`);
  must(reason === undefined || typeof reason === "string", `reason is a ${typeof reason}`);
  must(abandonTo === undefined || isLevel(abandonTo), `abandonTo ${abandonTo} is not a level`);
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function mustEqual(
  actual: readonly TakenDecision[],
  expected: readonly TakenDecision[],
  otherwise: string,
): void {
  const at = actual.findIndex((decision, index) => !isDeepStrictEqual(decision, expected[index]));
  must(
    at === -1,
    `${otherwise}, first at decision ${at}: level ${actual[at]?.level}, ${expected[at]?.level}`,
  );
}
