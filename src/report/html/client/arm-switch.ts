import type { PageArm } from "../embed/page-data.js";
import { button, element } from "./dom.js";
import type { Store } from "./store.js";

/** The arm that is looked at, by the name that it has in the charts; null: all alike. */
export type ChosenArm = Store<string | null>;

/** Chooses an arm, or none if it was the one. */
export function toggleArm(chosen: ChosenArm, arm: string): void {
  chosen.set(chosen.value === arm ? null : arm);
}

/** A row of buttons, one an arm, that stays in sight: which is looked at in all charts. */
export function armSwitch(arms: readonly PageArm[], chosen: ChosenArm): HTMLElement {
  const choices = [
    { arm: null, made: button("All", () => chosen.set(null)) },
    ...arms.map(({ name, colour }) => {
      const made = button("", () => toggleArm(chosen, name));
      const swatch = element("span", { class: "swatch", "data-colour": colour });
      swatch.style.background = colour;
      made.append(swatch, name);
      return { arm: name, made };
    }),
  ];
  const press = () => {
    for (const { arm, made } of choices) made.setAttribute("aria-pressed", String(arm === chosen.value));
  };
  press();
  chosen.follow(press);
  return element(
    "div",
    { class: "arms", role: "group", "aria-label": "Policy to look at in all charts" },
    ...choices.map(({ made }) => made),
  );
}
