import type { TraceSink } from "./format.js";

/** Counts what a file has that says nothing of the link, by kind. */
export class LeftOut {
  readonly #kinds = new Map<string, { readonly many: string; count: number }>();

  /**
   * @param one "row of a failed test"
   * @param many "rows of failed tests"
   */
  count(one: string, many: string): void {
    const kind = this.#kinds.get(one);
    if (kind) kind.count++;
    else this.#kinds.set(one, { many, count: 1 });
  }

  /** A note for each kind. */
  note(sink: Pick<TraceSink, "note">, part?: string): void {
    for (const [one, { many, count }] of this.#kinds) sink.note({ kind: "left-out", count, one, many }, part);
  }
}
