import { excerpt, InputError } from "../../../errors.js";

/** So many are named in messages; a file may have millions. */
const MOST_NAMED = 20;

/** Which parts of a file are wanted: the one that the user names, or all, of which there may be but one. */
export class WantedParts {
  readonly #where: string;
  readonly #wanted: string | undefined;
  readonly #goTo: "file" | "folder";
  readonly #named = new Set<string>();
  #taken = 0;

  /** @param goTo whether all go to one file */
  constructor(where: string, wanted: string | undefined, goTo: "file" | "folder") {
    this.#where = where;
    this.#wanted = wanted;
    this.#goTo = goTo;
  }

  isWanted(part: string | undefined): boolean {
    return this.#wanted === undefined || this.#wanted === part;
  }

  /**
   * Whether to take a part that begins.
   *
   * @throws InputError when there are too many, once enough of them are known to be named
   */
  take(part: string | undefined): boolean {
    if (part !== undefined && this.#named.size <= MOST_NAMED) this.#named.add(part);
    if (!this.isWanted(part)) return false;
    this.#taken++;
    if (this.#goTo === "folder" || this.#taken === 1) return true;
    if (this.#named.size > MOST_NAMED) throw this.#tooMany();
    return false;
  }

  /** @throws InputError when there are too many, or the one that is wanted was not there */
  end(): void {
    if (this.#taken === 0) throw this.#missing();
    if (this.#goTo === "file" && this.#taken > 1) throw this.#tooMany();
  }

  #missing(): InputError {
    return new InputError({
      where: "--part",
      expected: this.#named.size === 0 ? `none, as ${this.#where} is one trace` : `one of ${this.#names()}`,
      received: excerpt(this.#wanted),
    });
  }

  #tooMany(): InputError {
    return new InputError({
      where: "--part",
      expected: `one of ${this.#names()}`,
      received: "nothing",
      hint: "The file has several traces: say which with --part, or name a folder for a file each",
    });
  }

  #names(): string {
    const names = [...this.#named].slice(0, MOST_NAMED).join(", ");
    return excerpt(this.#named.size > MOST_NAMED ? `${names}, ...` : names);
  }
}
