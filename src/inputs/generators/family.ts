import type { Ar1 } from "./kinds/ar1.js";
import type { Constant } from "./kinds/constant.js";
import type { Hmm } from "./kinds/hmm.js";
import type { Markov } from "./kinds/markov.js";
import type { Outage } from "./kinds/outage.js";
import type { Sinusoid } from "./kinds/sinusoid.js";
import type { Square } from "./kinds/square.js";
import type { Step } from "./kinds/step.js";
import type { LatentGaussian } from "./latent-gaussian.js";
import type { LeoSatellite } from "./leo.js";
import type { Pattern } from "./patterns.js";
import type { SemiMarkov } from "./semi-markov.js";

/** The data that each kind of generator works from. */
export interface Models {
  readonly "latent-gaussian": LatentGaussian;
  readonly "semi-markov": SemiMarkov;
  readonly markov: Markov;
  readonly hmm: Hmm;
  readonly ar1: Ar1;
  readonly leo: LeoSatellite;
  readonly step: Step;
  readonly square: Square;
  readonly sinusoid: Sinusoid;
  readonly outage: Outage;
  readonly constant: Constant;
}

interface Identity {
  /** Also the beginning of its traces' names. */
  readonly name: string;
  /** One line. */
  readonly description: string;
  /** One line: what it is calibrated to or modelled on. */
  readonly source: string;
  /** The folder of its traces, which is the set that they belong to; missing: its name. */
  readonly set?: string;
}

/** A kind of generator with the parameters of one family of traces: what a document says. */
export type TraceGenerator<Kinds extends keyof Models = keyof Models> = {
  readonly [Kind in Kinds]: Identity & { readonly kind: Kind; readonly model: Models[Kind] };
}[Kinds];

/** A family of traces: from a generator, or a collection of test signals. */
export type TraceFamily =
  | TraceGenerator
  | (Identity & {
      readonly kind: "patterns";
      readonly patterns: readonly Pattern[];
      readonly latencyMs: number;
    });

export const setOf = ({ name, set = name }: TraceFamily): string => set;
