import type { Models } from "./family.js";
import type { GeneratorKind } from "./kind.js";
import { ar1 } from "./kinds/ar1.js";
import { constant } from "./kinds/constant.js";
import { hmm } from "./kinds/hmm.js";
import { latentGaussian } from "./kinds/latent-gaussian.js";
import { leo } from "./kinds/leo.js";
import { markov } from "./kinds/markov.js";
import { outage } from "./kinds/outage.js";
import { semiMarkov } from "./kinds/semi-markov.js";
import { sinusoid } from "./kinds/sinusoid.js";
import { square } from "./kinds/square.js";
import { step } from "./kinds/step.js";

/** Every kind of generator, by its name. */
export const GENERATOR_KINDS: { readonly [Kind in keyof Models]: GeneratorKind<Models[Kind]> } = {
  "latent-gaussian": latentGaussian,
  "semi-markov": semiMarkov,
  markov,
  hmm,
  ar1,
  leo,
  step,
  square,
  sinusoid,
  outage,
  constant,
};

export const KIND_NAMES = Object.keys(GENERATOR_KINDS) as readonly (keyof Models)[];
