import { excerpt, InputError } from "../../../errors.js";
import type { TraceInterval } from "../../../model/trace.js";
import { normalDraw, type RandomStream } from "../../../random.js";
import type { Seconds } from "../../../units.js";
import type { SourceDocument } from "../../document.js";
import { Fields } from "../../fields.js";
import { isWithin } from "../../quantity.js";
import type { GeneratorKind } from "../kind.js";
import { cs2pModel } from "../presets/cs2p-model.js";
import { BANDWIDTH_MBPS, LATENCY_MS, SECONDS, SHARE } from "../quantities.js";
import { rowDurations } from "../rows.js";
import { normalised, stationaryShares } from "../stationary.js";
import { writtenInterval } from "../written-interval.js";

/**
 * A hidden Markov model as CS2P has it (Sun et al., "CS2P: Improving video bitrate selection and adaptation with
 * data-driven throughput prediction", SIGCOMM 2016): the path is in one of a few states, which changes, or not,
 * from one epoch to the next, and in each state throughput is normal. Here it is so over the values from 0 on, as
 * capacity cannot be below: a draw that is, is drawn again.
 */
export interface Hmm {
  readonly epoch: Seconds;
  readonly states: readonly { readonly meanMbps: number; readonly sdMbps: number }[];
  /** From the state of the row to that of the column, an epoch later. */
  readonly transitions: readonly (readonly number[])[];
  readonly latencyMs: number;
}

/** What the probabilities of a state may miss 1 by: published ones are rounded. */
const ROUNDING = 0.0051;
const MOST_STATES = 100;

export const hmm: GeneratorKind<Hmm> = {
  name: "hmm",
  description: "a hidden Markov model: normal in each state, states change between epochs",
  source: "Sun et al., SIGCOMM 2016 (CS2P)",
  parameters: [
    { name: "epochSeconds", meaning: "time between two values" },
    {
      name: "states",
      meaning: "of each state, `meanMbps` and `sdMbps` before values below 0 are drawn again",
    },
    {
      name: "transitions",
      meaning: "of each state, the probabilities that each state follows it; they add up to 1",
    },
    { name: "latencyMs", meaning: "latency" },
  ],
  defaults: cs2pModel,
  random: true,
  row: ({ epoch }) => epoch,
  read(fields, document) {
    const epoch = fields.needNumber("epochSeconds", SECONDS);
    const latencyMs = fields.needNumber("latencyMs", LATENCY_MS);
    const list = fields.needList("states", "states");
    if (list.length > MOST_STATES)
      throw new InputError({
        where: fields.where("states"),
        expected: `at most ${MOST_STATES} states`,
        received: `${list.length}`,
      });
    const states = list.map((value, i) => {
      const state = new Fields(document, ["states", i], value, ["meanMbps", "sdMbps"]);
      return {
        meanMbps: state.needNumber("meanMbps", BANDWIDTH_MBPS),
        sdMbps: state.needNumber("sdMbps", BANDWIDTH_MBPS),
      };
    });
    const rows = fields.needList("transitions", "the transition probabilities of each state");
    if (rows.length !== states.length)
      throw new InputError({
        where: fields.where("transitions"),
        expected: `${states.length} lists, one for each state`,
        received: `${rows.length}`,
      });
    return { epoch, states, transitions: rows.map((_, i) => readRow(rows, i, document)), latencyMs };
  },
  write: ({ epoch, states, transitions, latencyMs }) => ({
    epochSeconds: epoch,
    states,
    transitions,
    latencyMs,
  }),
  traces: (model, { duration, stream }) => {
    return (index) => hmmTrace(model, { duration, random: stream(index) });
  },
};

function readRow(rows: readonly unknown[], index: number, document: SourceDocument): readonly number[] {
  const row = rows[index];
  if (Array.isArray(row) && row.length === rows.length && row.every((share) => isWithin(share, SHARE))) {
    const shares: readonly number[] = row;
    if (Math.abs(shares.reduce((total, share) => total + share, 0) - 1) < ROUNDING) return shares;
  }
  throw new InputError({
    where: document.where(["transitions", index]),
    expected: `${rows.length} probabilities that add up to 1`,
    received: excerpt(row),
  });
}

/** One trace; it begins in each state by its share of all time. */
export function hmmTrace(
  { epoch, states, transitions, latencyMs }: Hmm,
  { duration, random }: { readonly duration: Seconds; readonly random: RandomStream },
): TraceInterval[] {
  const rows = transitions.map(normalised);
  let state = drawState(stationaryShares(rows), random);
  return rowDurations(duration, epoch).map((seconds) => {
    const { meanMbps, sdMbps } = states[state]!;
    state = drawState(rows[state]!, random);
    return writtenInterval({ duration: seconds, mbps: truncated(meanMbps, sdMbps, random), latencyMs });
  });
}

function drawState(shares: readonly number[], random: RandomStream): number {
  let left = random();
  const state = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return state < 0 ? shares.length - 1 : state;
}

/** With a mean of 0 or more, every other draw will do at the least. */
function truncated(mean: number, sd: number, random: RandomStream): number {
  let value = -1;
  while (value < 0) value = mean + sd * normalDraw(random);
  return value;
}
