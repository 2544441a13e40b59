import type { MetricColumn } from "../../model/results.js";
import { namesOf } from "../figures.js";
import { shortened } from "../names.js";
import { count, decimal, scaled, scaleOf, withSymbol } from "../number-format.js";
import { verdictsInWords } from "../verdicts/index.js";
import { differenceInWords, tracesInWords } from "../verdicts/quantities.js";
import type { BestCandidate, HeldOutFigures, TuneReport } from "./tune-report.js";

/** A part of the report in words: what it is about, and sentences. */
export interface Part {
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** "bola: QoE composite of 60 candidates (random) on 28 traces, 12 held out". */
export function titleOf({ policy, objective, candidates, search, split, scenario }: TuneReport): string {
  const tried = candidates.length === 1 ? "1 candidate" : `${count(candidates.length)} candidates`;
  return `${shortened(scenario)}: ${shortened(policy)} tuned for ${objective.label}, ${tried} (${search}), ${tracesInWords(split.training.length)} to search on, ${count(split.heldOut.length)} held out`;
}

/** What there is to say below the ranking. */
export function partsOf(report: TuneReport): Part[] {
  const held = heldOutSentences(report);
  return [
    { heading: "On the training traces", sentences: trainingSentences(report) },
    ...(held.length > 0 ? [{ heading: "On held-out traces", sentences: held }] : []),
    { heading: "So", sentences: [conclusionSentence(report)] },
    ...(report.notes.length > 0 ? [{ heading: "Note", sentences: report.notes }] : []),
  ];
}

function trainingSentences(report: TuneReport): string[] {
  const { best, candidates, objective, rounds, subjectTo } = report;
  const sentences: string[] = [];
  if (rounds.length > 1)
    sentences.push(
      `Rounds: ${rounds.map((round) => `${count(round.candidates)} on ${tracesInWords(round.traces)}${round.replicates > 1 ? ` x ${round.replicates}` : ""}`).join(", ")}.`,
    );
  const refused = candidates.filter(({ allowed }) => !allowed).length;
  if (refused > 0) {
    const rule = [...subjectTo, "no more sessions lost than as it is"].join(", ");
    sentences.push(`${count(refused)} of ${count(candidates.length)} candidates do not keep to: ${rule}.`);
  }
  if (best === undefined) return sentences;
  const gain = differenceInWords(best.gain, best.gainInterval, objective);
  if (gain !== undefined)
    sentences.push(
      `Candidate ${best.candidate} gains ${gain} over ${shortened(report.policy)} as it is, which flatters it: it was chosen for that.`,
    );
  if (best.others > 0) sentences.push(alikeSentence(best, rounds.length > 1));
  for (const { option, value } of best.edges)
    sentences.push(
      `${option} = ${value} lies at the end of what was tried: there may be better beyond; widen it and search again.`,
    );
  return sentences;
}

function alikeSentence({ alike, others }: BestCandidate, isLastRound: boolean): string {
  const among = isLastRound ? "Others of the last round" : "Other candidates";
  return `${among} within noise of it: ${count(alike)} of ${count(others)} (the 95 % interval of the paired difference holds 0).`;
}

function heldOutSentences({ heldOut, best, objective, subjectTo }: TuneReport): string[] {
  if (heldOut === undefined || best === undefined) return [];
  const words = verdictsInWords(heldOut.summary, namesOf(heldOut.summary));
  return [
    ...words.map(({ verdict }) => verdict),
    ...optimismSentence(heldOut, best.gain, objective),
    ...subjectTo.map(
      (text, place) =>
        `${text}: ${limitFigure(heldOut.limits.best[place])}, and ${limitFigure(heldOut.limits.defaults[place])} as it is.`,
    ),
    ...words.flatMap(({ cautions }) => cautions),
  ];
}

const limitFigure = (value: number | null | undefined): string =>
  typeof value === "number" ? decimal(value) : "no figure";

function optimismSentence(
  { gain, optimism }: HeldOutFigures,
  training: number | undefined,
  objective: MetricColumn,
): string[] {
  if (gain === undefined || training === undefined || optimism === undefined) return [];
  const scale = scaleOf(objective, [training, gain]);
  const shown = (value: number) => withSymbol(decimal(scaled(value, scale)), scale);
  return [
    `Gain while searching ${shown(training)}, on traces not seen ${shown(gain)}: the search was optimistic by ${shown(optimism)}.`,
  ];
}

function conclusionSentence({ conclusion, policy, best, objective, heldOut }: TuneReport): string {
  const own = shortened(policy);
  const tuned = best ? shortened(best.arm.name) : "";
  switch (conclusion.because) {
    case "better":
      return `Take ${tuned}: its gain shows on traces that the search has not seen${isDoubtful(heldOut) ? "; mind the caution above" : ""}.`;
    case "keeps the limits":
      return `Take ${tuned}: on traces that the search has not seen it keeps the limits, and ${own} as it is does not.`;
    case "not shown":
      return `Keep ${own} as it is: the gain is not shown on traces that the search has not seen.`;
    case "breaks a limit":
      return `Keep ${own} as it is: on traces that the search has not seen, ${tuned} breaks a limit.`;
    case "loses sessions":
      return `Keep ${own} as it is: on traces that the search has not seen, ${tuned} loses more sessions.`;
    case "none better":
      return `Keep ${own} as it is: no candidate is better in ${objective.label}, even on the training traces; the held-out traces were not looked at.`;
    case "none allowed":
      return `Keep ${own} as it is: no candidate keeps the limits and has a figure; the held-out traces were not looked at.`;
  }
}

const isDoubtful = (heldOut: HeldOutFigures | undefined): boolean =>
  heldOut?.summary.verdicts.some(({ cautions }) => cautions.length > 0) ?? false;
