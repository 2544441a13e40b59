import type { TraceGenerator } from "../family.js";
import { markov } from "../kinds/markov.js";
import { cs2pModel } from "./cs2p-model.js";

/** Generators that papers on adaptive streaming train and test with. */
export const syntheticPresets: readonly TraceGenerator[] = [
  {
    name: "pensieve-synthetic",
    description: "Pensieve's synthetic traces, as its paper describes them",
    source: "Mao et al., SIGCOMM 2017; parameters from sim/make_traces.py of its code",
    kind: "markov",
    model: markov.defaults,
  },
  {
    name: "pensieve-synthetic-literal",
    description: "Pensieve's synthetic traces, as its published code makes them",
    source: "sim/synthetic_traces.py of Pensieve's code (Mao et al., SIGCOMM 2017), with its slips",
    kind: "markov",
    model: { ...markov.defaults, literal: true },
  },
  {
    name: "cs2p",
    description: "a hidden Markov model with six states and epochs of 6 s, about 1 Mbit/s",
    source:
      "form: Sun et al., SIGCOMM 2016; figures: ours, fitted to the Norwegian HSDPA logs (Riiser et al., MMSys 2013)",
    kind: "hmm",
    model: cs2pModel,
  },
];
