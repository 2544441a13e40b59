import type { Finding } from "../../model/verdicts.js";
import { FINDING_MARKS } from "../charts/evidence.js";
import { type Html, html } from "./escape.js";

/** What a difference shows, in a word and with a mark, so that it does not rest on colour. */
export function findingBadge(finding: Finding): Html {
  return html`<span class="verdict ${finding.replaceAll(" ", "-")}"><span aria-hidden="true">${FINDING_MARKS[finding]}</span> ${finding}</span>`;
}
