import { button } from "./dom.js";

const THEMES = ["light dark", "light", "dark"] as const;
const LABELS = { "light dark": "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };

/** A button that goes from the system's colours to light to dark, and round again. */
export function themeSwitch(): HTMLElement {
  let place = 0;
  const made = button(
    LABELS[THEMES[0]],
    () => {
      place = (place + 1) % THEMES.length;
      const theme = THEMES[place]!;
      document.documentElement.style.colorScheme = theme;
      made.textContent = LABELS[theme];
    },
    { class: "theme" },
  );
  return made;
}
