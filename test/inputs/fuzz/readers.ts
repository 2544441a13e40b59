/** How messages name the file that is read. */
export const FILE = "set/file";

/** A text that a reader reads, and what to do with what has become of it. */
export interface Seed {
  readonly text: string;
  /**
   * Rejects with an InputError where it refuses the text, and with another error where it makes nonsense of it.
   *
   * @param detect whether to tell the format by the text, where that is possible
   */
  read(text: string, detect: boolean): Promise<void>;
}

/** A reader of a format. */
export interface Reader {
  readonly name: string;
  readonly seeds: readonly Seed[];
  /** Files that it speaks of, and that messages name by themselves. */
  readonly others?: readonly string[];
}
