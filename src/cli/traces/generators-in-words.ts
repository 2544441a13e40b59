import { traceFamilies } from "../../inputs/generators/families.js";
import type { Models, TraceFamily } from "../../inputs/generators/family.js";
import { GENERATOR_KINDS, KIND_NAMES } from "../../inputs/generators/kinds.js";
import { THROTTLE, throttlePresets } from "../../inputs/generators/presets/throttle.js";
import { generatorPresets } from "../../inputs/generators/presets.js";
import type { ListingLook } from "../../report/listings/listing.js";
import { type Paragraph, paragraphs } from "../../report/listings/paragraphs.js";

/** Characters of a default that is shown. */
const LONGEST = 20;

/** Every name that `abrsim traces generate` takes, with where its figures are from. */
export function generatorsInWords(look: ListingLook): string {
  const throttles: readonly TraceFamily[] = throttlePresets;
  const presets = generatorPresets.filter((preset) => !throttles.includes(preset));
  return [
    "Families that ship:",
    paragraphs(traceFamilies.map(familyInWords), look),
    "Presets:",
    paragraphs(presets.map(familyInWords), look),
    `Throttle presets, all of them: ${THROTTLE}; as a trace of a scenario: ${THROTTLE}:devtools-3g`,
    paragraphs(throttles.map(familyInWords), look),
    "Kinds, with their defaults; --set NAME=VALUE gives another value:",
    paragraphs(KIND_NAMES.map(kindInWords), look),
  ].join("\n");
}

const familyInWords = ({ name, description, source }: TraceFamily): Paragraph => ({
  name,
  lines: [description, { quiet: source }],
});

function kindInWords<Kind extends keyof Models>(kind: Kind): Paragraph {
  const { name, description, parameters, defaults, write } = GENERATOR_KINDS[kind];
  const values = write(defaults);
  const said = parameters.map((parameter) => {
    const value = JSON.stringify(values[parameter.name]);
    return value === undefined || value.includes("{") || value.length > LONGEST
      ? parameter.name
      : `${parameter.name}=${value}`;
  });
  return { name, lines: [description, { quiet: said.join(" ") }] };
}
