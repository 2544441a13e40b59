/** A path of straight lines only, as Vega writes it: each piece begins at its M. */
const STRAIGHT = /^(?:[ML]-?[\d.]+,-?[\d.]+|Z)+$/;

/**
 * Writes a path of straight lines with horizontal and vertical ones by their one coordinate, and those that go on in
 * the same direction as one. The path stays the same, dashes included; that of a staircase, which most are, is less
 * than half as long.
 *
 * @param path the `d` of an SVG path; other paths are returned as they are
 */
export function compactPath(path: string): string {
  if (!STRAIGHT.test(path)) return path;
  let written = "";
  let run: Run | undefined;
  let [x, y] = ["", ""];
  const end = () => {
    if (run) written += run.along + (run.along === "H" ? x : y);
    run = undefined;
  };
  for (const [command, letter, nextX = "", nextY = ""] of path.matchAll(
    /([MLZ])(?:([^,MLZ]+),([^MLZ]+))?/g,
  )) {
    const along = letter !== "L" ? undefined : nextY === y ? "H" : nextX === x ? "V" : undefined;
    if (along === undefined) {
      end();
      written += command;
    } else {
      const sign =
        along === "H" ? Math.sign(Number(nextX) - Number(x)) : Math.sign(Number(nextY) - Number(y));
      // A point on itself adds nothing to a line, but may be all that there is to see of a path.
      if (!run || run.along !== along || (sign !== 0 && run.sign !== 0 && sign !== run.sign)) {
        end();
        run = { along, sign };
      } else if (run.sign === 0) run = { along, sign };
    }
    if (letter !== "Z") [x, y] = [nextX, nextY];
  }
  end();
  return written;
}

interface Run {
  readonly along: "H" | "V";
  /** The direction; 0 while it has gone nowhere. */
  readonly sign: number;
}
