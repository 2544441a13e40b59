/**
 * The names of a file's parts, each as a string of its own. A string cut from a chunk of text keeps all of the chunk in
 * memory, and whoever takes intervals may keep the names of their parts.
 */
export class PartNames {
  readonly #names = new Map<string, string>();

  nameOf(cut: string): string {
    const known = this.#names.get(cut);
    if (known !== undefined) return known;
    const name: string = JSON.parse(JSON.stringify(cut));
    this.#names.set(name, name);
    return name;
  }
}
