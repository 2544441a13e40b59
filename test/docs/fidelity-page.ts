import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FidelityReport } from "../../src/model/fidelity.js";
import { playerListing, playListing } from "../../src/report/fidelity/index.js";
import { LISTINGS } from "../../src/report/listings/index.js";
import { aimsTable } from "./fidelity-aims.js";

const text = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");

/** Recordings, and what they are called on the page. */
export interface RecordingsSection {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly report: FidelityReport;
}

/** The page about the profiles' fidelity, in Markdown: words, and tables that are worked out. */
export function fidelityPage(sections: readonly RecordingsSection[]): string {
  const unsteered = sections.filter(({ report }) =>
    report.players.every(({ policy }) => policy === undefined),
  );
  return [
    text("fidelity-head.md"),
    "## What is aimed at, and reached",
    "",
    "A simulation is to agree with a player nearly as far as the player with itself. In brackets: the aim.",
    "",
    aimsTable(unsteered.map(({ name, report }) => [name, report])),
    ...sections.map(section),
    text("fidelity-tail.md"),
  ].join("\n");
}

function section({ title, about, report }: RecordingsSection): string {
  return [
    `## ${title}`,
    "",
    about,
    "",
    LISTINGS.markdown(playerListing(report)),
    "Session by session:",
    "",
    LISTINGS.markdown(playListing(report)),
  ].join("\n");
}
