/** Of a gradient, relative to the largest at the beginning: what is below it is rounding. */
const TOLERANCE = 1e-9;
/** Of a column's square, what is left of it beside the columns before: less, and it is made up of them. */
const DEPENDENT = 1e-12;

/**
 * Non-negative least squares by the active-set method (Lawson & Hanson, "Solving Least Squares Problems", 1974,
 * chapter 23): the x >= 0 for which |A x - b| is least. Of many columns that are nearly alike it takes few.
 *
 * @param columns of A, each as long as `target`
 * @returns a value a column
 */
export function nonNegativeLeastSquares(
  columns: readonly (readonly number[])[],
  target: readonly number[],
): number[] {
  const products = columns.map((one) => columns.map((other) => dot(one, other)));
  const wanted = columns.map((column) => dot(column, target));
  const small = TOLERANCE * Math.max(...wanted.map(Math.abs));
  const active: number[] = [];
  let solution = columns.map(() => 0);
  // Each round adds the column that helps most; three times as many as there are columns is Lawson & Hanson's limit.
  for (let round = 0; round < 3 * columns.length; round++) {
    const gradient = wanted.map((value, row) => value - dot(products[row]!, solution));
    const next = best(gradient, active);
    // As many columns as rows leave nothing to be explained but rounding.
    if (next === undefined || gradient[next]! <= small || active.length === target.length) break;
    active.push(next);
    let candidate = solved(products, wanted, active);
    while (active.some((column) => candidate[column]! <= 0)) {
      // As far towards the candidate as no value falls below 0; that which is there first leaves.
      const ways = active
        .filter((column) => candidate[column]! <= 0)
        .map((column) => ({ column, way: shareOfWay(solution[column]!, candidate[column]!) }));
      const first = ways.reduce((one, other) => (other.way < one.way ? other : one));
      solution = solution.map((value, column) => value + first.way * (candidate[column]! - value));
      solution[first.column] = 0;
      active.splice(active.indexOf(first.column), 1);
      candidate = solved(products, wanted, active);
    }
    solution = candidate;
  }
  return solution;
}

/** How far down to 0 it is on the way from a value of 0 or more to one of 0 or less. */
const shareOfWay = (from: number, to: number) => (from > 0 ? from / (from - to) : 0);

const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((total, value, row) => total + value * other[row]!, 0);

function best(gradient: readonly number[], active: readonly number[]): number | undefined {
  let found: number | undefined;
  gradient.forEach((value, column) => {
    if (!active.includes(column) && (found === undefined || value > gradient[found]!)) found = column;
  });
  return found;
}

/**
 * The unrestricted solution in some columns, all others 0, by Gauss-Jordan elimination, which needs no pivoting as the
 * products are positive definite. A column that others already make up has 0.
 */
function solved(
  products: readonly (readonly number[])[],
  wanted: readonly number[],
  active: readonly number[],
): number[] {
  const size = active.length;
  const rows = active.map((row) => [...active.map((column) => products[row]![column]!), wanted[row]!]);
  const values = wanted.map(() => 0);
  const independent = active.map((column, pivot) => {
    const left = rows[pivot]![pivot]!;
    if (left <= DEPENDENT * products[column]![column]!) return false;
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = rows[row]![pivot]! / left;
      for (let entry = pivot; entry <= size; entry++) rows[row]![entry]! -= factor * rows[pivot]![entry]!;
    }
    return true;
  });
  active.forEach((column, row) => {
    if (independent[row]) values[column] = rows[row]![size]! / rows[row]![row]!;
  });
  return values;
}
