import { element } from "./dom.js";
import type { LiveFigure } from "./live-figure.js";
import { plotsOf } from "./plots.js";
import type { Tip } from "./tip.js";

/** Pixels that a pointer moves before it drags. */
const DRAG_FROM = 6;
const WHEEL_STEP = 1.0015;
/** Part of what is shown that an arrow key moves by. */
const KEY_STEP = 0.02;

/** What pointer and keys do in a chart: read off, zoom into what is dragged over, zoom and pan, and back. */
export function listen(figure: LiveFigure, tip: Tip): void {
  const { canvas } = figure;
  const rule = element("div", { class: "rule", hidden: "" });
  const brush = element("div", { class: "brush", hidden: "" });
  canvas.parentElement?.append(rule, brush);
  let pressed: PointerEvent | undefined;
  let dragged = false;
  let keyX: number | undefined;

  const hide = () => {
    rule.hidden = true;
    tip.hide();
  };
  const readAt = (x: number, clientY: number) => {
    const entries = figure.readAt(x);
    const clientX = figure.clientXOf(x);
    if (!entries || clientX === undefined) return undefined;
    place(rule, canvas, { from: { clientX, clientY }, to: { clientX, clientY } }, "x");
    tip.show(entries, clientX, clientY);
    return entries;
  };

  canvas.addEventListener("pointerenter", () => void figure.view());
  canvas.addEventListener("pointerleave", hide);
  canvas.addEventListener("pointerdown", (event) => {
    dragged = false;
    // Fingers scroll the page.
    pressed = event.button === 0 && event.pointerType !== "touch" ? event : undefined;
  });
  canvas.addEventListener("pointermove", (event) => {
    const { clientX, clientY } = event;
    if (pressed && figure.axes.length > 0) {
      dragged ||= Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) > DRAG_FROM;
      if (dragged) {
        hide();
        place(brush, canvas, { from: pressed, to: event }, figure.axes.length === 2 ? "xy" : "x");
        return;
      }
    }
    if (!figure.meta.readout) return;
    const plots = plotsOf(canvas);
    const inPlot = plots.some(
      ({ left, right, top, bottom }) =>
        clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
    );
    const x = inPlot ? figure.valueAt("x", clientX) : undefined;
    if (x === undefined) hide();
    else readAt(x, clientY);
  });
  window.addEventListener("pointerup", (event) => {
    if (pressed && dragged) figure.zoomTo(pressed, event);
    pressed = undefined;
    brush.hidden = true;
  });
  // The click that ends a drag chooses no arm.
  canvas.addEventListener("click", (event) => dragged && event.stopPropagation(), { capture: true });
  canvas.addEventListener("dblclick", () => figure.reset());
  canvas.addEventListener(
    "wheel",
    (event) => {
      // A wheel by itself scrolls the page; a pinch on a touchpad comes as one with the control key.
      if (!(event.ctrlKey || event.metaKey) || figure.axes.length === 0) return;
      event.preventDefault();
      figure.zoomBy(WHEEL_STEP ** event.deltaY, event);
    },
    { passive: false },
  );
  canvas.addEventListener("focus", () => void figure.view());
  canvas.addEventListener("blur", () => {
    keyX = undefined;
    hide();
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.target !== canvas || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keyAction(event);
    if (!act) return;
    event.preventDefault();
    act();
  });

  function keyAction({ key, shiftKey }: KeyboardEvent): (() => void) | undefined {
    const zooms = figure.axes.length > 0;
    if (key === "Escape") return hide;
    if (zooms && (key === "+" || key === "=")) return () => figure.zoomBy(0.5);
    if (zooms && key === "-") return () => figure.zoomBy(2);
    if (zooms && key === "0") return () => figure.reset();
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (direction === undefined || !(zooms || figure.meta.readout)) return undefined;
    if (shiftKey) return () => figure.pan(direction * 0.25);
    return figure.meta.readout && (() => step(direction));
  }

  function step(direction: number): void {
    const shown = figure.shown("x");
    const plot = plotsOf(canvas)[0];
    if (!shown || !plot) return;
    const [low, high] = shown;
    const moved = keyX === undefined ? (low + high) / 2 : keyX + direction * KEY_STEP * (high - low);
    keyX = Math.min(high, Math.max(low, moved));
    const entries = readAt(keyX, plot.top + plot.height / 3);
    if (entries) tip.say(entries);
  }
}

interface Span {
  readonly from: { readonly clientX: number; readonly clientY: number };
  readonly to: { readonly clientX: number; readonly clientY: number };
}

/** Lays a mark over the plots: as high as all of them, or from corner to corner. */
function place(mark: HTMLElement, canvas: HTMLElement, { from, to }: Span, axes: "x" | "xy"): void {
  const plots = plotsOf(canvas);
  const ground = canvas.parentElement!.getBoundingClientRect();
  const [first] = plots;
  if (!first) return;
  const clampX = (x: number) => Math.min(first.right, Math.max(first.left, x));
  const clampY = (y: number) => Math.min(first.bottom, Math.max(first.top, y));
  const xs = [clampX(from.clientX), clampX(to.clientX)];
  const ys =
    axes === "xy"
      ? [clampY(from.clientY), clampY(to.clientY)]
      : [first.top, Math.max(...plots.map(({ bottom }) => bottom))];
  mark.style.left = `${Math.min(...xs) - ground.left}px`;
  mark.style.width = `${Math.abs(xs[1]! - xs[0]!)}px`;
  mark.style.top = `${Math.min(...ys) - ground.top}px`;
  mark.style.height = `${Math.abs(ys[1]! - ys[0]!)}px`;
  mark.hidden = false;
}
