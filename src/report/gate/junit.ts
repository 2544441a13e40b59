import type { GateResult } from "../../model/gate.js";
import { shortened } from "../names.js";
import { NO_VALUE } from "../number-format.js";
import { attributes, escapeXml } from "../xml.js";
import { type CheckInWords, checksInWords } from "./checks-in-words.js";
import type { GateLook } from "./gate-look.js";

/**
 * JUnit XML, as test reports of Jenkins, GitLab and others read it: a suite a policy, a case a check. What is
 * inconclusive is a failure of that type, or where it is allowed, skipped.
 */
export function junitGate(result: GateResult, { allowInconclusive = false }: GateLook = {}): string {
  const checks = checksInWords(result);
  const suites = groupedByPolicy(checks);
  const name = `abrsim gate: ${shortened(result.scenario)}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name, ...totals(checks, allowInconclusive) })}>`,
    ...[...suites].flatMap(([policy, own]) => [
      `  <testsuite ${attributes({ name: policy, ...totals(own, allowInconclusive) })}>`,
      ...own.flatMap((check) => testCase(check, name, allowInconclusive)),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

function groupedByPolicy(checks: readonly CheckInWords[]): Map<string, CheckInWords[]> {
  const groups = new Map<string, CheckInWords[]>();
  for (const check of checks) groups.set(check.policy, [...(groups.get(check.policy) ?? []), check]);
  return groups;
}

/** Some readers ask for a time, and nothing was timed. */
function totals(checks: readonly CheckInWords[], allowInconclusive: boolean) {
  const unclear = checks.filter(({ outcome }) => outcome === "inconclusive").length;
  const failed = checks.filter(({ outcome }) => outcome === "fail").length;
  return {
    tests: checks.length,
    failures: failed + (allowInconclusive ? 0 : unclear),
    errors: 0,
    skipped: allowInconclusive ? unclear : 0,
    time: 0,
  };
}

function testCase(check: CheckInWords, gate: string, allowInconclusive: boolean): string[] {
  const { policy, subject, outcome, sentence } = check;
  const start = `    <testcase ${attributes({ classname: `${gate}.${policy}`, name: subject, time: 0 })}`;
  if (outcome === "pass") return [`${start}/>`];
  const message = attributes({ message: sentence });
  const found =
    outcome === "inconclusive" && allowInconclusive
      ? `<skipped ${message}/>`
      : `<failure ${attributes({ message: sentence, type: outcome })}>${escapeXml(figures(check))}</failure>`;
  return [`${start}>`, `      ${found}`, "    </testcase>"];
}

/** Beneath the message, the figures. */
function figures({ heading, baseline, now, difference, tolerated }: CheckInWords): string {
  const lines = Object.entries({ baseline, now, difference, tolerated })
    .filter(([, value]) => value !== NO_VALUE)
    .map(([name, value]) => `${name}: ${value}`);
  return [heading, ...lines].join("\n");
}
