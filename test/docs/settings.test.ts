import { expect, it } from "vitest";
import { scenarioJsonSchema } from "../../src/experiment/scenario/index.js";
import { settingsPage } from "./settings-page.js";

const GROUPS = [
  "player",
  "network",
  "viewer",
  "device",
  "requests",
  "faults",
  "delivery",
  "downloads",
  "content",
  "clients",
  "cost",
  "scoring",
];

/*
 * docs/settings.md is made from the schema of scenarios. Where it drifts, make it again:
 * `npx vitest run test/docs/settings.test.ts --update`
 */
it("docs/settings.md lists what the schema of scenarios takes", async () => {
  const page = settingsPage(scenarioJsonSchema() as Parameters<typeof settingsPage>[0], GROUPS);
  await expect(page).toMatchFileSnapshot("../../docs/settings.md");
});
