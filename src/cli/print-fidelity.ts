import { fidelityOf } from "../experiment/fidelity/fidelity.js";
import { writePlayCharts } from "../experiment/fidelity/play-charts.js";
import { playerListing, playListing } from "../report/fidelity/index.js";
import { LISTINGS, type ListingFormat } from "../report/listings/index.js";
import { EXIT } from "./exit-codes.js";
import { stdoutLook } from "./stdout.js";

/** The flags of `abrsim fidelity`, as commander gives them. */
export interface FidelityFlags {
  readonly traces?: string;
  readonly sessions?: boolean;
  readonly charts?: string;
  readonly format: ListingFormat;
}

/** Prints how near simulated players come to real ones, and returns the exit code. */
export async function printFidelity(
  recordings: string,
  { traces, sessions = false, charts, format }: FidelityFlags,
): Promise<number> {
  const report = await fidelityOf(recordings, { traces, cwd: process.cwd() });
  const render = LISTINGS[format];
  const look = stdoutLook();
  if (charts !== undefined) {
    const drawn = await writePlayCharts(report, charts);
    process.stderr.write(`${drawn} charts in ${charts}\n`);
  }
  process.stdout.write(sessions ? render(playListing(report), look) : render(playerListing(report), look));
  return EXIT.done;
}
