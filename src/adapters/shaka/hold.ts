import type { Seconds } from "../../units.js";
import { after } from "../pilot/index.js";

/** Requests that are held back, until their time has come or something else lets all of them go. */
export class Hold {
  private readonly held = new Set<() => void>();

  /** @param atMost Infinity to wait for {@link release} alone */
  wait(atMost: Seconds): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        this.held.delete(go);
        resolve();
      };
      this.held.add(go);
      if (atMost < Number.POSITIVE_INFINITY) after(atMost, go);
    });
  }

  release(): void {
    for (const go of Array.from(this.held)) go();
  }
}
