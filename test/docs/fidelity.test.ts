import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { fidelityOf } from "../../src/experiment/fidelity/fidelity.js";
import { playListing } from "../../src/report/fidelity/index.js";
import { LISTINGS } from "../../src/report/listings/index.js";
import { ROOT } from "../support/root.js";
import { fidelityPage, type RecordingsSection } from "./fidelity-page.js";

/*
 * docs/fidelity.md and the results beside it are made from the committed recordings. Where they drift, make them again:
 * `npx vitest run test/docs/fidelity.test.ts --update`
 */

const SOURCES = [
  {
    name: "given",
    recordings: "test/fixtures/oracles/players.json",
    traces: "test/fixtures/oracles",
    title: "Recordings that the profiles were held to",
    about:
      "Six links, generated for this (`test/fixtures/oracles/players.json`). Times that no source gives come from these.",
  },
  {
    name: "fresh",
    recordings: "examples/fidelity/recordings.json",
    traces: "examples/fidelity/traces",
    title: "Recordings made after",
    about:
      "Eleven links of the families that ship, by another seed (`abrsim traces generate --seed 2026`), recorded by `npm run\nfidelity:record` once all else was as it is; but for one number, how much of the time between requests hls.js measures. In three\nmore sessions over the same links, with outages of minutes, dash.js and Shaka Player gave up; one link was recorded again, after\nthe recorder itself had stood still for a second.",
  },
  {
    name: "steered",
    recordings: "examples/fidelity/steered.json",
    traces: "examples/fidelity/traces",
    title: "A policy of abrsim's in the real player, and in the simulator",
    about:
      "The same file decides in both: `bb`, `bola` and `hysteresis` through the adapters of [abrsim/adapters](../README.md#in-your-player),\nand under the players' profiles.",
  },
] as const;

let sections: RecordingsSection[];

beforeAll(async () => {
  sections = await Promise.all(
    SOURCES.map(async ({ recordings, traces, ...about }) => ({
      ...about,
      report: await fidelityOf(recordings, { cwd: ROOT, traces: join(ROOT, traces) }),
    })),
  );
}, 120_000);

describe("docs/fidelity.md", () => {
  it("says what the recordings and their simulations say", async () => {
    await expect(fidelityPage(sections)).toMatchFileSnapshot("../../docs/fidelity.md");
  });

  it.each(SOURCES.map(({ name }, at) => [name, at] as const))(
    "stands beside the results of %s, session by session",
    async (name, at) => {
      const csv = LISTINGS.csv(playListing(sections[at]!.report));
      await expect(csv).toMatchFileSnapshot(`../../docs/fidelity/${name}.csv`);
    },
  );
});
