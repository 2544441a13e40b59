import type { NamedTrace } from "./named-traces.js";
import type { Player } from "./players.js";

/** A session to play. */
export interface Planned extends NamedTrace {
  readonly player: Player;
  /** 0: what is recorded; from 1: once more. */
  readonly repeat: number;
}

/** All players over each trace in turn, and then all of it once more for each repeat. */
export function planOf(
  traces: readonly NamedTrace[],
  players: readonly Player[],
  repeats: number,
): readonly Planned[] {
  return Array.from({ length: 1 + repeats }, (_, repeat) => repeat).flatMap((repeat) =>
    traces.flatMap(({ name, trace }) => players.map((player) => ({ name, trace, player, repeat }))),
  );
}

/** What is played side by side, in turn. */
export function batchesOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, batch) =>
    items.slice(batch * size, (batch + 1) * size),
  );
}

/** What is told of a session. */
export const titleOf = ({ player, name, repeat }: Planned): string =>
  `${player} over ${name}${repeat > 0 ? `, repeat ${repeat}` : ""}`;
