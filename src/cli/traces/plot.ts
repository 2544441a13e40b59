import { extname } from "node:path";
import { InputError } from "../../errors.js";
import { renderPng } from "../../report/charts/png.js";
import { renderSvg } from "../../report/charts/render.js";
import { tracePlot } from "../../report/charts/trace-plot.js";
import { writeFileAtomically } from "../../report/files.js";
import { printable } from "../../report/names.js";
import { type PlottedTrace, terminalPlot } from "../../report/trace-figures/index.js";
import { binned } from "../../traces/binned.js";
import { traceCurves } from "../../traces/curves.js";
import { OUTAGE_BELOW } from "../../traces/figures.js";
import { stdoutLook } from "../stdout.js";
import { type LoadedSet, loadSets } from "./load-sets.js";

/** The flags of `abrsim traces plot`, as commander gives them. */
export interface PlotFlags {
  readonly out?: string;
  readonly bin?: number;
  readonly from?: string;
}

/** More are drawn by their sets; more sets are too many for one panel. */
const MOST_DRAWN = 12;
/** Lines of the terminal: of one trace, and of each of several. */
const TALL = 12;
const LOW = 5;
const WIDTH_OF_FILES = 80;

/** Draws traces, in the terminal or into an SVG or PNG file. */
export async function plotTraces(sources: readonly string[], flags: PlotFlags): Promise<void> {
  const { out } = flags;
  const kind = out === undefined ? undefined : kindOf(out);
  const sets = await loadSets(sources, flags);
  const count = sets.reduce((total, { traces }) => total + traces.length, 0);
  const many = count > MOST_DRAWN;
  const drawn = many ? sets.map(plottedSet) : sets.flatMap(plottedMembers);
  if (drawn.length > MOST_DRAWN) throw tooMany(`${drawn.length} sets of traces`);
  for (const { name, ascending } of drawn) if (ascending.length === 0) throw tooShort(name);
  if (out === undefined) {
    if (many) throw tooMany(`${count}`, "Name fewer, or draw how their sets are distributed with --out");
    return print(drawn);
  }
  const svg = await renderSvg(tracePlot(drawn), "traces");
  if (kind === ".svg") await writeFileAtomically(out, svg);
  else {
    const { bytes, hasText } = await renderPng(svg);
    await writeFileAtomically(out, bytes);
    if (!hasText) process.stderr.write("abrsim: no font was found, so the image has no text. Draw an .svg\n");
  }
  const what = `${count} ${count === 1 ? "trace" : "traces"}${many ? ", by their sets" : ""}`;
  process.stdout.write(`${printable(out)}: ${what}\n`);
}

function kindOf(out: string): ".svg" | ".png" {
  const ending = extname(out).toLowerCase();
  if (ending === ".svg" || ending === ".png") return ending;
  throw new InputError({
    where: "--out",
    expected: "a file name that ends in .svg or .png",
    received: JSON.stringify(out),
  });
}

const plottedMembers = ({ traces, bin }: LoadedSet): PlottedTrace[] =>
  traces.map(({ trace }) => {
    const bins = binned(trace, bin);
    return { name: trace.name, overTime: { bin, bins }, ...traceCurves([bins], bin) };
  });

const plottedSet = ({ set, traces, bin }: LoadedSet): PlottedTrace => ({
  name: set,
  ...traceCurves(
    traces.map(({ trace }) => binned(trace, bin)),
    bin,
  ),
});

function print(drawn: readonly PlottedTrace[]): void {
  const lines = drawn.length === 1 ? TALL : LOW;
  const plots = drawn.map(({ name, overTime }) => {
    const plot = terminalPlot(overTime!, OUTAGE_BELOW, lines, plotLook());
    return `${printable(name)}\n${plot}`;
  });
  process.stdout.write(plots.join("\n"));
}

/** A drawing that goes into a file is to be read wherever that is opened. */
function plotLook() {
  const look = stdoutLook();
  const isFitted = process.stdout.isTTY || process.env["COLUMNS"] !== undefined;
  return isFitted ? look : { ...look, width: WIDTH_OF_FILES };
}

const tooMany = (received: string, hint = "Name fewer") =>
  new InputError({ where: "abrsim traces plot", expected: `at most ${MOST_DRAWN} traces`, received, hint });

const tooShort = (name: string) =>
  new InputError({
    where: name,
    expected: "a trace of at least one bin",
    received: "a shorter one",
    hint: "Choose shorter bins with --bin",
  });
