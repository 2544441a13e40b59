import { agreementOf, figuresOfPlayback } from "../../metrics/agreement.js";
import { meanAgreement } from "../../metrics/mean-agreement.js";
import type { Agreement } from "../../model/agreement.js";
import type { ForetoldPlay, PlayerFidelity } from "../../model/fidelity.js";
import type { Playback, PlaybackSet } from "../../model/playback.js";

type Steering = Pick<Playback, "player" | "policy">;

/** How well each player is foretold, by each policy that steered it, in the order in which they come. */
export function byPlayer(plays: readonly ForetoldPlay[], set: PlaybackSet): PlayerFidelity[] {
  const found: { steering: Steering; plays: ForetoldPlay[] }[] = [];
  for (const play of plays) {
    const known = found.find(({ steering }) => isSame(steering, play.playback));
    if (known) known.plays.push(play);
    else found.push({ steering: play.playback, plays: [play] });
  }
  return found.map(({ steering: { player, policy }, plays: own }): PlayerFidelity => {
    const again = agreementsWithItself({ player, policy }, set);
    return {
      player,
      policy,
      versions: [...new Set(own.map(({ playback }) => playback.version))],
      simulation: meanAgreement(own.map(({ agreement }) => agreement)),
      ceiling: again.length === 0 ? undefined : meanAgreement(again),
    };
  });
}

/** Of each repeat with the first play of the same player over the same link. */
function agreementsWithItself(steering: Steering, { playbacks, repeats, stream }: PlaybackSet): Agreement[] {
  const figures = (playback: Playback) => figuresOfPlayback(playback, stream.video);
  const own = (playback: Playback) => isSame(playback, steering);
  return repeats.filter(own).flatMap((repeat) => {
    const first = playbacks.find((playback) => own(playback) && playback.trace === repeat.trace);
    return first === undefined ? [] : [agreementOf(figures(repeat), figures(first))];
  });
}

const isSame = (one: Steering, other: Steering): boolean =>
  one.player === other.player && one.policy === other.policy;
