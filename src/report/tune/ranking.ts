import { LISTINGS, type Listing, type ListingColumn, type ListingFormat } from "../listings/index.js";
import { shortened } from "../names.js";
import { decimalsOf, estimate, minus, NO_VALUE, scaled, scaleOf, withSymbol } from "../number-format.js";
import { differenceInWords } from "../verdicts/quantities.js";
import type { CandidateFigures, TuneReport } from "./tune-report.js";

/** Every candidate in order of numbers, the arm as it is before them under the number 0, in full precision. */
export function candidatesCsv(report: TuneReport): string {
  return LISTINGS.csv(everyone(report));
}

function everyone(report: TuneReport): Listing<CandidateFigures> {
  const { objective, subjectTo, defaults, candidates } = report;
  const { name } = objective;
  return {
    columns: [
      { name: "candidate", read: ({ candidate }) => candidate },
      ...optionColumns(report).map((column) => ({ ...column, name: `option_${column.name}` })),
      { name: "rank", read: ({ rank }) => rank },
      { name: "round", read: ({ round }) => round },
      { name, read: ({ mean }) => mean },
      { name: `${name}_ci95_low`, read: ({ interval }) => interval?.[0] },
      { name: `${name}_ci95_high`, read: ({ interval }) => interval?.[1] },
      { name: "difference_to_best", read: ({ difference }) => difference },
      { name: "difference_ci95_low", read: ({ differenceInterval }) => differenceInterval?.[0] },
      { name: "difference_ci95_high", read: ({ differenceInterval }) => differenceInterval?.[1] },
      { name: "sessions", read: ({ sessions }) => sessions },
      { name: "sessions_lost", read: ({ lost }) => lost },
      ...subjectTo.map((text, place) => ({
        name: text,
        read: ({ limits }: CandidateFigures) => limits[place] ?? undefined,
      })),
      { name: "allowed", read: ({ allowed }) => allowed },
    ],
    rows: [defaults, ...candidates],
  };
}

/** Candidates that are shown to people; all are in candidates.csv. */
const MOST_SHOWN = 10;

/** The best candidates and the arm as it is, for people. */
export function rankingTable(report: TuneReport, format: ListingFormat, look = {}): string {
  const { objective, subjectTo, defaults, candidates, rounds } = report;
  const ranked = [...candidates].sort((one, other) => one.rank! - other.rank!).slice(0, MOST_SHOWN);
  const rows = [...ranked, defaults];
  const scale = scaleOf(
    objective,
    rows.map(({ mean }) => mean),
  );
  const figure = ({ mean, interval }: CandidateFigures): string => {
    if (mean === undefined) return NO_VALUE;
    const ends = interval && ([scaled(interval[0], scale), scaled(interval[1], scale)] as const);
    const value = scaled(mean, scale);
    return minus(estimate(value, ends, decimalsOf(value, ends)));
  };
  const columns: ListingColumn<CandidateFigures>[] = [
    {
      name: "rank",
      read: ({ rank }) => rank,
      show: ({ rank }) => (rank === undefined ? NO_VALUE : `${rank}`),
    },
    { name: "candidate", read: ({ candidate }) => candidate, show: nameOf(report) },
    ...optionColumns(report),
    ...(rounds.length > 1 ? [{ name: "round", read: ({ round }: CandidateFigures) => round }] : []),
    {
      name: objective.name,
      heading: withSymbol(objective.label, { symbol: scale.symbol && `(${scale.symbol})` }),
      read: ({ mean }) => mean,
      show: figure,
    },
    {
      name: "difference",
      heading: "difference to the best",
      read: ({ difference }) => difference,
      show: ({ difference, differenceInterval, rank }) =>
        rank === 1 && difference === 0
          ? NO_VALUE
          : minus(differenceInWords(difference, differenceInterval, objective) ?? NO_VALUE),
    },
    ...subjectTo.map((text, place) => ({
      name: text,
      read: ({ limits }: CandidateFigures) => limits[place] ?? undefined,
    })),
    ...(rows.some(({ lost }) => lost > 0)
      ? [{ name: "sessions lost", read: ({ lost }: CandidateFigures) => lost }]
      : []),
  ];
  return LISTINGS[format]({ columns, rows }, look);
}

const nameOf =
  ({ policy }: TuneReport) =>
  ({ candidate }: CandidateFigures) =>
    candidate === 0 ? `${shortened(policy, 24)} as it is` : String(candidate);

/** A column for each option that was searched. */
function optionColumns({ space, defaults }: TuneReport): ListingColumn<CandidateFigures>[] {
  return space.map(({ name }) => ({
    name,
    read({ options }) {
      const value = options[name];
      if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
      return value === undefined ? undefined : JSON.stringify(value);
    },
    show: (row) => {
      const value = row.options[name];
      if (value === undefined) return row === defaults ? "default" : NO_VALUE;
      return typeof value === "number"
        ? String(value)
        : shortened(typeof value === "string" ? value : JSON.stringify(value), 24);
    },
  }));
}
