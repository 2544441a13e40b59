import { button, element } from "./dom.js";
import type { LiveFigure } from "./live-figure.js";
import { SAVE_FORMATS } from "./save.js";

/** The buttons of a figure, in the place of its links to files. */
export function toolsOf(figure: LiveFigure): HTMLElement {
  const zoom =
    figure.axes.length === 0
      ? []
      : [
          button("+", () => void figure.view().then(() => figure.zoomBy(0.5)), named("Zoom in")),
          button("−", () => void figure.view().then(() => figure.zoomBy(2)), named("Zoom out")),
          button("Reset", () => figure.reset(), named("Show the whole chart")),
        ];
  const menu = element(
    "details",
    { class: "menu" },
    element("summary", {}, "Save"),
    element(
      "div",
      {},
      ...SAVE_FORMATS.map((format) =>
        button(`Save ${format.label}`, () => {
          menu.open = false;
          void figure.save(format);
        }),
      ),
    ),
  );
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  });
  return element("span", { class: "tools" }, ...zoom, menu);
}

function named(title: string): Readonly<Record<string, string>> {
  return { title, "aria-label": title };
}
