/*
 * How long policies take to decide in Chromium slowed six times: the 1,000 decisions of test/support/observed, each policy
 * in a page of its own, bundled and minified for ES2019. Needs Chromium (test/browser/README.md) and a build.
 *
 * Chromium slows a page down by pauses of up to a millisecond. So that each time has its share of them, as many policies of
 * a kind decide together as take about a millisecond, and of several such times the shortest counts.
 *
 *   npm run bench:browser -- [--policies bb,mpc] [--slowdown 6] [--passes 5]
 */
import { parseArgs } from "node:util";
import { mean, median, quantile } from "../src/statistics/index.js";
import { openPage } from "../test/browser/harness/browser.js";
import type { DecisionTimes } from "../test/browser/harness/policy-protocol.js";
import { servePolicies } from "../test/browser/harness/policy-site.js";

const TIMEOUT_MS = 600_000;
const TOGETHER_MS = 1;
const MOST_TOGETHER = 2000;

const { values } = parseArgs({
  options: {
    policies: { type: "string" },
    slowdown: { type: "string", default: "6" },
    passes: { type: "string", default: "5" },
  },
});
const chosen = values.policies?.split(",");
const passes = Number(values.passes);
const slowdown = Number(values.slowdown);

const columns = (name: string, figures: readonly string[]): string =>
  `${name.padEnd(16)}${figures.map((figure) => figure.padStart(10)).join("")}\n`;
const microseconds = (ms: number): string => (1000 * ms).toFixed(1);

const site = await servePolicies();
process.stdout.write(
  `microseconds a decision, in Chromium slowed ${slowdown} times; the shortest of ${passes}\n`,
);
process.stdout.write(columns("policy", ["median", "p99", "longest", "together"]));
try {
  for (const policy of site.policies.filter(({ name }) => chosen?.includes(name) ?? true)) {
    const page = await openPage(site.url, slowdown > 1 ? slowdown : undefined);
    try {
      const { value } = await page.run({ policy, timing: { together: 64, passes: 1 } }, TIMEOUT_MS);
      const together = Math.ceil(Math.min(MOST_TOGETHER, TOGETHER_MS / mean((value as DecisionTimes).ms)!));
      const timed = await page.run({ policy, timing: { together, passes } }, TIMEOUT_MS);
      const { ms } = timed.value as DecisionTimes;
      const figures = [median(ms)!, quantile(ms, 0.99)!, Math.max(...ms)].map(microseconds);
      process.stdout.write(columns(policy.name, [...figures, String(together)]));
    } finally {
      await page.close();
    }
  }
} finally {
  await site.close();
}
