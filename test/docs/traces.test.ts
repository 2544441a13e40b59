import { expect, it } from "vitest";
import { tracesPage } from "./traces-page.js";

/*
 * docs/traces.md is made from the trace formats, what their doc comments say and their samples, under traces-head.md.
 * Where it drifts, make it again: `npx vitest run test/docs/traces.test.ts --update`
 */
it("docs/traces.md says what the trace formats say of themselves", async () => {
  await expect(tracesPage()).toMatchFileSnapshot("../../docs/traces.md");
});
