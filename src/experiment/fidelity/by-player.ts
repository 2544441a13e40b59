import { agreementOf, figuresOfPlayback } from "../../metrics/agreement.js";
import { meanAgreement } from "../../metrics/mean-agreement.js";
import type { Agreement } from "../../model/agreement.js";
import type { ForetoldPlay, PlayerFidelity } from "../../model/fidelity.js";
import type { Playback, PlaybackSet } from "../../model/playback.js";

/** How well each player is foretold, in the order in which they come. */
export function byPlayer(plays: readonly ForetoldPlay[], set: PlaybackSet): PlayerFidelity[] {
  const players = [...new Set(plays.map(({ playback }) => playback.player))];
  return players.map((player): PlayerFidelity => {
    const own = plays.filter(({ playback }) => playback.player === player);
    const again = agreementsWithItself(player, set);
    return {
      player,
      versions: [...new Set(own.map(({ playback }) => playback.version))],
      simulation: meanAgreement(own.map(({ agreement }) => agreement)),
      ceiling: again.length === 0 ? undefined : meanAgreement(again),
    };
  });
}

/** Of each repeat with the first play of the same player over the same link. */
function agreementsWithItself(player: string, { playbacks, repeats, stream }: PlaybackSet): Agreement[] {
  const figures = (playback: Playback) => figuresOfPlayback(playback, stream.video);
  return repeats
    .filter((repeat) => repeat.player === player)
    .flatMap((repeat) => {
      const first = playbacks.find(({ player, trace }) => player === repeat.player && trace === repeat.trace);
      return first === undefined ? [] : [agreementOf(figures(repeat), figures(first))];
    });
}
