/** A place in a source file. */
export interface SourcePlace {
  readonly source: string;
  /** Counting from 1. */
  readonly line: number;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** A base64 digit holds five bits of a number and, above them, whether more digits follow. */
const DIGIT_BITS = 5;
const CONTINUES = 1 << DIGIT_BITS;

/**
 * The source of a place in generated code, after ECMA-426 (source maps): a mapping covers the text from its column
 * to the next one's; every number is a difference to the one before, the column's within its line. Sources are URLs.
 *
 * @param map a source map, version 3, as JSON
 * @param line counting from 1, as stack traces do
 * @param column counting from 1
 */
export function sourceOf(map: string, line: number, column: number): SourcePlace | undefined {
  const { mappings, sources } = JSON.parse(map) as { mappings: string; sources: readonly string[] };
  let source = 0;
  let sourceLine = 0;
  let found: SourcePlace | undefined;
  const lines = mappings.split(";");
  if (line > lines.length) return undefined;
  for (const [row, segments] of lines.slice(0, line).entries()) {
    let start = 0;
    found = undefined;
    for (const segment of segments.split(",")) {
      const [columns = 0, sourceStep, lineStep] = numbersOf(segment);
      start += columns;
      source += sourceStep ?? 0;
      sourceLine += lineStep ?? 0;
      if (row === line - 1 && start >= column) return found;
      if (sourceStep !== undefined)
        found = { source: decodeURIComponent(sources[source]!), line: sourceLine + 1 };
    }
  }
  return found;
}

/** The numbers of a segment: base64 variable-length quantities, the sign in the lowest bit. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit % CONTINUES) * 2 ** shift;
    shift += DIGIT_BITS;
    if (digit >= CONTINUES) continue;
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    value = 0;
    shift = 0;
  }
  return numbers;
}
