import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { EntryOf } from "./entry.js";
import { fixedDecisions } from "./shared/fixed-decisions.js";
import { withinAllowed } from "./shared/ladder.js";
import type { PolicySetting } from "./shared/warnings.js";

export interface ConstantOptions {
  /** The level to ask for; in a ladder that ends below it, the ladder's top. */
  readonly level: number;
}

export const constantDefaults: ConstantOptions = { level: 0 };

export const constantKinds: OptionKinds<ConstantOptions> = { level: "level" };

/**
 * Always the same level, whatever happens: the control that shows what adaptation is worth. Where the player does
 * not accept the level, the nearest that it accepts.
 */
export const constant: PolicyFactory<ConstantOptions> = (options, { levels }) => {
  const settings = withDefaults(constantDefaults, options);
  const level = Math.min(settings.level, levels.length - 1);
  const decisions = fixedDecisions(levels, "constant");
  return {
    name: "constant",
    monotone: true,
    decide: (o) => decisions[withinAllowed(level, o.allowed)]!,
  };
};

export function constantWarnings(options: Partial<ConstantOptions>, { levels }: PolicySetting): string[] {
  const { level } = withDefaults(constantDefaults, options);
  const top = levels.length - 1;
  return level > top ? [`plays level ${top}, the ladder's top: there is no level ${level}`] : [];
}

export const constantEntry = {
  name: "constant",
  factory: constant,
  defaults: constantDefaults,
  kinds: constantKinds,
  summary: "always the same level: the control without adaptation",
  citation: "none",
  warnings: constantWarnings,
} satisfies EntryOf<ConstantOptions>;
