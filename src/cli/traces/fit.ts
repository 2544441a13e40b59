import { basename, extname } from "node:path";
import { excerpt, InputError } from "../../errors.js";
import { generatorDocument, plainDocument } from "../../inputs/generators/document.js";
import { loadTraces } from "../../inputs/index.js";
import type { FitKind } from "../../model/trace-fit.js";
import { writeFileAtomically } from "../../report/files.js";
import { printable, slugger } from "../../report/names.js";
import { FIT_REPORTS, type FitReportFormat } from "../../report/trace-fit/index.js";
import { fitTraces } from "../../traces/fit/index.js";
import { stdoutLook } from "../stdout.js";

/** The flags of `abrsim traces fit`, as commander gives them. */
export interface FitFlags {
  readonly kind: FitKind;
  readonly holdOut: number;
  readonly bin?: number;
  readonly seed: number;
  readonly from?: string;
  readonly out?: string;
  readonly format: FitReportFormat;
}

/** Fits a generator to measured traces, says how well it agrees with others, and writes it. */
export async function fitToTraces(sources: readonly string[], flags: FitFlags): Promise<void> {
  const { kind, holdOut, bin, seed, from, out, format } = flags;
  if (out !== undefined) checkEnding(out);
  const cwd = process.cwd();
  const loaded = await loadTraces(sources, { base: cwd, cwd, format: from });
  const { fit, generator } = fitTraces(
    loaded.map(({ trace }) => trace),
    { name: nameOf(out), kind, heldOutShare: holdOut, bin, seed },
  );
  const document = plainDocument(generator);
  if (out !== undefined) {
    const isJson = /\.json$/i.test(out);
    await writeFileAtomically(
      out,
      isJson ? `${JSON.stringify(document, null, 2)}\n` : generatorDocument(generator),
    );
  }
  process.stdout.write(FIT_REPORTS[format](fit, document, stdoutLook()));
  if (out !== undefined) process.stderr.write(`${printable(out)}: for abrsim traces generate\n`);
}

function checkEnding(out: string): void {
  if (/\.(?:ya?ml|json)$/i.test(out)) return;
  throw new InputError({
    where: "--out",
    expected: "a file name that ends in .yaml or .json",
    received: excerpt(out),
  });
}

/** What the generator's traces are called after. */
const nameOf = (out: string | undefined): string =>
  out === undefined ? "fitted" : slugger()(basename(out, extname(out)));
