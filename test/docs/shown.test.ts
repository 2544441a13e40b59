import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inOrder, pageOf, ROOT, runShown } from "./shown/harness.js";
import { NETWORK_AND_CONTENT } from "./shown/network-and-content-entries.js";
import { PLAYER } from "./shown/player-entries.js";

const systems = inOrder([...PLAYER, ...NETWORK_AND_CONTENT]);

/*
 * docs/mechanisms.md is made by running the scenarios. Where it drifts, make it again:
 * `npx vitest run test/docs/shown.test.ts --update`
 */
it("docs/mechanisms.md says what the scenarios show", { timeout: 180_000 }, async () => {
  const shown = [];
  for (const system of systems)
    shown.push({ ...system, figure: system.shows(await runShown(system.scenario)) });
  await expect(pageOf(shown)).toMatchFileSnapshot("../../docs/mechanisms.md");
});

it("there is one for each row", () => {
  const rows = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  expect([...new Set(systems.map(({ id }) => id))]).toEqual([...rows("B", 12), ...rows("N", 6)]);
});

it("every scenario of a mechanism is on the page", () => {
  const files = readdirSync(join(ROOT, "scenarios/mechanisms")).filter((file) => file.endsWith(".yaml"));
  expect(systems.map(({ scenario }) => scenario).sort()).toEqual(
    files.map((file) => `scenarios/mechanisms/${file}`).sort(),
  );
});

describe.each(systems.map(({ scenario, id }) => ({ scenario, id })))("$scenario", ({ scenario, id }) => {
  it("is named as its file, which is named after the row", async () => {
    const { plan } = await runShown(scenario);
    expect(scenario).toBe(`scenarios/mechanisms/${plan.scenario}.yaml`);
    expect(plan.scenario).toMatch(new RegExp(`^${id[0]!.toLowerCase()}${id.slice(1).padStart(2, "0")}-`));
  });

  it("runs without warnings and without a failed session", async () => {
    const { warnings, summary } = await runShown(scenario);
    expect(warnings).toEqual([]);
    expect(summary.arms.map(({ counts }) => counts.failed)).toEqual(summary.arms.map(() => 0));
  });

  it("says at the top what it shows", () => {
    expect(readFileSync(join(ROOT, scenario), "utf8")).toMatch(/^# /);
  });
});
