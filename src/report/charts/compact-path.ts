/**
 * Writes a path of straight lines with horizontal and vertical ones by their one coordinate, and those that go on in
 * the same direction as one. The path stays the same but for rounding, dashes included; that of a staircase, which most
 * are, is less than half as long. It is read by hand, because these paths are most of what a chart is.
 *
 * @param path the `d` of an SVG path, with a letter and a comma for each point, as Vega writes it
 * @param decimals to which coordinates are rounded
 * @returns undefined of a path that is not of straight lines only
 */
export function compactPath(path: string, decimals: number): string | undefined {
  const factor = 10 ** decimals;
  let written = "";
  let run: Run | undefined;
  // In units of the last decimal.
  let [x, y] = [Number.NaN, Number.NaN];
  const end = () => {
    if (run) written += run.along + textOf(run.along === "H" ? x : y, factor);
    run = undefined;
  };
  let at = 0;
  while (at < path.length) {
    const letter = path[at];
    if (letter === "Z") {
      end();
      written += letter;
      at++;
      continue;
    }
    if (letter !== "M" && letter !== "L") return undefined;
    const comma = path.indexOf(",", at);
    const next = endOfNumber(path, comma);
    const nextX = Math.round(numberAt(path, at + 1, comma) * factor);
    const nextY = Math.round(numberAt(path, comma + 1, next) * factor);
    if (Number.isNaN(nextX + nextY)) return undefined;
    const along = letter === "M" ? undefined : nextY === y ? "H" : nextX === x ? "V" : undefined;
    if (along === undefined) {
      end();
      written += `${letter}${textOf(nextX, factor)},${textOf(nextY, factor)}`;
    } else {
      const sign = Math.sign(along === "H" ? nextX - x : nextY - y);
      // A point on itself adds nothing to a line, but may be all that there is to see of a path.
      if (!run || run.along !== along || (sign !== 0 && run.sign !== 0 && sign !== run.sign)) {
        end();
        run = { along, sign };
      } else if (run.sign === 0) run = { along, sign };
    }
    [x, y] = [nextX, nextY];
    at = next;
  }
  end();
  return written;
}

interface Run {
  readonly along: "H" | "V";
  /** The direction; 0 while it has gone nowhere. */
  readonly sign: number;
}

/** Letters of the commands that end a number come after all that a number is written with, but for its "e". */
const FIRST_LETTER = "A".charCodeAt(0);
const EXPONENT = "e".charCodeAt(0);

function endOfNumber(path: string, from: number): number {
  let at = from;
  for (; at < path.length; at++) {
    const code = path.charCodeAt(at);
    if (code >= FIRST_LETTER && code !== EXPONENT) break;
  }
  return at;
}

/** NaN where there is none. */
const numberAt = (path: string, from: number, to: number): number =>
  from < to ? Number(path.slice(from, to)) : Number.NaN;

/** Minus zero is written as zero. */
const textOf = (units: number, factor: number): string => String(units / factor || 0);
