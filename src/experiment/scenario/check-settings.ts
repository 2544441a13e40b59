import { InputError } from "../../errors.js";
import { type Contradiction, contradictions } from "./contradictions.js";
import type { KeyPath } from "./document.js";
import { findingsOf } from "./findings.js";
import { type LayerStack, whereSaid, wholeOf } from "./layer-stack.js";
import { withoutSwitchedOff } from "./layers.js";
import type { SettingsLayer } from "./scenario.js";
import { settingsSchema } from "./settings-schema/session.js";

/** The place of a path of the scenario: `file:line: key.path`. */
export type Where = (path: KeyPath) => string;

/**
 * Settings that no session could have: a mechanism that lacks a key, or values that contradict each other. Layers
 * have been validated one by one; here is what only shows when they lie on one another.
 *
 * @throws InputError at the key that the user wrote
 */
export function checkSettings(stack: LayerStack, where: Where): void {
  const whole = withoutSwitchedOff(wholeOf(stack));
  checkWhole(stack, whole, where);
  for (const contradiction of contradictions(whole)) tell(contradiction, stack, where);
}

function checkWhole(stack: LayerStack, whole: SettingsLayer, where: Where): void {
  const checked = settingsSchema.safeParse(whole);
  if (checked.success) return;
  const [first] = checked.error.issues.flatMap((issue) => findingsOf(issue, settingsSchema, whole));
  const { path, expected } = first!;
  throw new InputError({
    where: where(lackingPlace(stack, path)),
    expected,
    received: "nothing",
    hint: `Profile ${stack.profile.name} does not say it`,
  });
}

/** Where a key is missing: in the mapping that it belongs to, as far as the user wrote that. */
function lackingPlace(stack: LayerStack, path: KeyPath): KeyPath {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const said = whereSaid(stack, path.slice(0, depth));
    if (said) return [...said, ...path.slice(depth)];
  }
  return path;
}

/** Reports a contradiction from the first of its keys that the user wrote; a profile does not contradict itself. */
export function tell(views: Contradiction, stack: LayerStack, where: Where): never {
  const view = views.find(({ key }) => whereSaid(stack, key)) ?? views[0];
  const origin = (key: KeyPath) => {
    const said = whereSaid(stack, key);
    return said ? `from ${where(said)}` : `from profile ${stack.profile.name}`;
  };
  throw new InputError({
    where: where(whereSaid(stack, view.key) ?? view.key),
    expected: view.expected(origin),
    received: view.received,
    ...(view.hint !== undefined && { hint: view.hint }),
  });
}
