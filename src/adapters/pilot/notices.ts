import { page } from "./page.js";

/** Something that a developer should know about an adapter at work; each is told once. */
export interface Notice {
  readonly kind: "not carried over" | "policy failed" | "no extension point" | "bad input";
  /** One line: where, what, and what happens instead. */
  readonly message: string;
}

/** Where notices go that the page does not take: the console, where there is one. */
export function noticeToConsole({ message }: Notice): void {
  const { console } = page as { readonly console?: { warn(message: string): void } };
  console?.warn(message);
}

/** Tells each notice once. */
export class Notices {
  private readonly told = new Set<string>();
  private readonly tellIt: (notice: Notice) => void;

  constructor(tell: (notice: Notice) => void = noticeToConsole) {
    this.tellIt = tell;
  }

  /** @param once what is told no second time, in whatever words */
  tell(kind: Notice["kind"], message: string, once = message): void {
    if (this.told.has(once)) return;
    this.told.add(once);
    try {
      this.tellIt({ kind, message: `abrsim: ${message}` });
    } catch {
      // A page whose own code fails keeps playing.
    }
  }
}
