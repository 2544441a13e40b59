import { excerpt, InputError } from "../../errors.js";
import { nearestHint } from "../../suggestion.js";
import { traceFamilies } from "./families.js";
import { type Models, setOf, type TraceFamily, type TraceGenerator } from "./family.js";
import { GENERATOR_KINDS, KIND_NAMES } from "./kinds.js";
import { ar1Presets } from "./presets/ar1.js";
import { syntheticPresets } from "./presets/synthetic.js";
import { throttlePresets } from "./presets/throttle.js";

/** Generators with a name and figures of their own, beside the families that ship as files. */
export const generatorPresets: readonly TraceGenerator[] = [
  ...syntheticPresets,
  ...ar1Presets,
  ...throttlePresets,
];

/**
 * The families that a name stands for: a shipped family, a preset, all presets of a set ("throttle"), or a kind with
 * its defaults.
 *
 * @throws InputError when there is nothing of the name
 */
export function familiesNamed(name: string): readonly TraceFamily[] {
  const all = [...traceFamilies, ...generatorPresets];
  const named = all.filter((family) => family.name === name);
  const found = named.length > 0 ? named : all.filter((family) => setOf(family) === name);
  if (found.length > 0) return found;
  const kind = KIND_NAMES.find((known) => known === name);
  if (kind !== undefined) return [defaultOf(kind)];
  throw new InputError({
    where: "trace generator",
    expected: "a family, a preset or a kind of generator",
    received: excerpt(name),
    hint:
      nearestHint(name, generatorNames()).hint ??
      "`abrsim traces generate --list` shows them; a file is named with its ending: .yaml, .yml or .json",
  });
}

/** Every name that {@link familiesNamed} knows. */
export const generatorNames = (): readonly string[] => [
  ...new Set([...traceFamilies, ...generatorPresets].flatMap((family) => [family.name, setOf(family)])),
  ...KIND_NAMES,
];

function defaultOf<Kind extends keyof Models>(name: Kind): TraceGenerator<Kind> {
  const { description, source, defaults } = GENERATOR_KINDS[name];
  return { name, description, source, kind: name, model: defaults } as TraceGenerator<Kind>;
}
