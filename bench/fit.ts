/**
 * How often what a fitted generator makes lies inside the bands of the traces held out, over seeds of the split:
 *
 *   npx tsx bench/fit.ts <folder of traces> [latent-gaussian] [20]
 *
 * Of each figure, three counts: of many traces generated, in the band of those held out; of as many as were held out, in the
 * same; of many, in the wider band, which takes the fitted half for a sample too. A perfect generator has about 95 % in
 * the last. In the first it has fewer, as two samples differ by more than one of them varies: about 83 %.
 */
import { cwd } from "node:process";
import { loadTraces } from "../src/inputs/index.js";
import { FIT_KINDS, type FitFigure, isWithin } from "../src/model/trace-fit.js";
import { agreement } from "../src/traces/fit/agreement.js";
import { fitTraces, generatedLike } from "../src/traces/fit/index.js";

const [folder, named = "latent-gaussian", seeds = "20"] = process.argv.slice(2);
const kind = FIT_KINDS.find((known) => known === named);
if (folder === undefined || kind === undefined)
  throw new Error(`expected a folder of traces and one of ${FIT_KINDS.join(", ")}`);

const bases = { base: cwd(), cwd: cwd() };
const traces = (await loadTraces([folder], bases)).map(({ trace }) => trace);
const byName = new Map(traces.map((trace) => [trace.name, trace]));

interface Count {
  many: number;
  asMany: number;
  wider: number;
  ratios: number[];
}
const counts = new Map<string, Count>();

for (let seed = 1; seed <= Number(seeds); seed++) {
  const { fit, generator } = fitTraces(traces, { name: "fitted", kind, heldOutShare: 0.5, seed });
  const named = (names: readonly string[]) => names.map((name) => byName.get(name)!);
  const heldOut = named(fit.heldOut);
  const durations = heldOut.map(({ period }) => period);
  const generated = generatedLike(generator, durations, seed + 1000);
  const asMany = agreement({ fittedTo: named(fit.fittedTo), heldOut, generated }, fit.bin, seed);
  fit.figures.forEach((figure, index) => {
    add(figure, asMany[index]!);
  });
}

function add(figure: FitFigure, one: FitFigure): void {
  const count = counts.get(figure.label) ?? { many: 0, asMany: 0, wider: 0, ratios: [] };
  counts.set(figure.label, count);
  if (isWithin(figure.generated, figure.band)) count.many++;
  if (isWithin(one.generated, one.band)) count.asMany++;
  if (isWithin(figure.generated, figure.widerBand)) count.wider++;
  if (figure.generated !== undefined && figure.heldOut) count.ratios.push(figure.generated / figure.heldOut);
}

const print = (line: string) => process.stdout.write(`${line}\n`);
print(`${folder}: ${traces.length} traces, ${kind}, ${seeds} splits\n`);
print(`${"inside".padEnd(24)}  band  as many  wider  generated / held out, median`);
for (const [label, { many, asMany, wider, ratios }] of counts) {
  const median = ratios.sort((a, b) => a - b)[ratios.length >> 1];
  const cells = [String(many).padStart(4), String(asMany).padStart(7), String(wider).padStart(5)];
  print(`${label.padEnd(24)}  ${cells.join("  ")}  ${median?.toFixed(2) ?? ""}`);
}
