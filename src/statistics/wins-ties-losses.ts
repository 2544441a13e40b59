export interface WinsTiesLosses {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/**
 * How many differences are positive, none, and negative.
 *
 * @param tolerance of a tie: differences of at most this size are none
 */
export function winsTiesLosses(differences: ArrayLike<number>, tolerance: number): WinsTiesLosses {
  let wins = 0;
  let losses = 0;
  for (let i = 0; i < differences.length; i++) {
    if (differences[i]! > tolerance) wins++;
    else if (differences[i]! < -tolerance) losses++;
  }
  return { wins, ties: differences.length - wins - losses, losses };
}
