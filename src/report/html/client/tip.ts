import { element } from "./dom.js";

type Entries = readonly (readonly [name: string, value: string])[];

/** The box beside the pointer, and what readers of screens are told instead. */
export interface Tip {
  show(entries: Entries, clientX: number, clientY: number): void;
  /** Says it to those who do not see it: for what they asked for by a key. */
  say(entries: Entries): void;
  hide(): void;
}

const GAP = 14;

export function makeTip(): Tip {
  const box = element("dl", { class: "tip", "aria-hidden": "true", hidden: "" });
  const live = element("div", { class: "unseen", "aria-live": "polite" });
  document.body.append(box, live);
  return {
    show(entries, clientX, clientY) {
      const lines = entries.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value)),
      );
      box.replaceChildren(...lines);
      box.hidden = false;
      const { width, height } = box.getBoundingClientRect();
      const right = clientX + GAP + width <= window.innerWidth;
      const below = clientY + GAP + height <= window.innerHeight;
      box.style.left = `${Math.max(4, right ? clientX + GAP : clientX - GAP - width)}px`;
      box.style.top = `${Math.max(4, below ? clientY + GAP : clientY - GAP - height)}px`;
    },
    say(entries) {
      live.textContent = entries.map(([name, value]) => `${name}: ${value}`).join("; ");
    },
    hide() {
      box.hidden = true;
    },
  };
}
