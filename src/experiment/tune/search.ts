import type { BlockOptions } from "../blocks.js";
import { columnsWanted, piecesOf, TrainingFigures } from "./figures.js";
import { type PlannedTuning, trainingPlan } from "./plan-tuning.js";
import type { Round } from "./rounds.js";
import { type Aim, ranked, type Standing, standingsOf } from "./standings.js";

/** How everyone did in a round who took part: places are among the plan's arms. */
export interface PlayedRound {
  readonly round: Round;
  /** The best first; the arm as it is, 0, among them. */
  readonly standings: readonly Standing[];
}

/** What a tuning strives for. */
export const aimOf = ({ objective, limits, plan }: PlannedTuning): Aim => ({
  ...{ objective, limits },
  weights: plan.compare.weights,
});

/** Room for the figures of a tuning's training sessions. */
export const figuresOf = (planned: PlannedTuning): TrainingFigures =>
  new TrainingFigures(trainingPlan(planned), columnsWanted(planned.objective, planned.limits));

/**
 * Plays round after round: all meet the same traces and the same chance, and as many of the best as the next has room for
 * go on. The arm as it is takes part in all, and takes nobody's place.
 *
 * @param figures of sessions; those that are missing are simulated
 * @param simulating missing: all are there already
 */
export async function search(
  planned: PlannedTuning,
  figures: TrainingFigures,
  simulating?: { readonly options: BlockOptions; readonly onSessions: (more: number) => void },
): Promise<PlayedRound[]> {
  const aim = aimOf(planned);
  let left = planned.design.candidates.map((_, index) => index + 1);
  let before: Round | undefined;
  const played: PlayedRound[] = [];
  for (const round of planned.rounds) {
    const last = played.at(-1)?.standings.map(({ arm }) => arm) ?? [0, ...left];
    left = last.filter((arm) => arm !== 0).slice(0, round.candidates);
    const arms = [0, ...left.sort((one, other) => one - other)];
    if (simulating)
      for (const piece of piecesOf(arms, before, round))
        await figures.simulate(piece, simulating.options, simulating.onSessions);
    const standings = standingsOf(figures.results(arms, round), aim);
    const placed = standings.map((standing) => ({ ...standing, arm: arms[standing.arm]! }));
    played.push({ round, standings: ranked(placed, planned.objective) });
    before = round;
  }
  return played;
}
