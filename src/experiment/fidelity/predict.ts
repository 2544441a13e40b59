import { simulate } from "../../engine/simulate.js";
import { InputError } from "../../errors.js";
import { agreementOf, figuresOfLog, figuresOfPlayback } from "../../metrics/agreement.js";
import type { ForetoldPlay } from "../../model/fidelity.js";
import type { Playback } from "../../model/playback.js";
import type { Trace } from "../../model/trace.js";
import type { Video } from "../../model/video.js";
import { findPolicy } from "../../policies/registry.js";
import { msFromSeconds } from "../../units.js";
import { findProfile, PROFILES } from "../profiles/index.js";
import { resolveSettings } from "../scenario/index.js";

/**
 * Simulates what a player did: its profile and its policy, over the same link, from the trace's beginning.
 *
 * @throws InputError when there is no profile and policy of the player's name
 */
export function predict(playback: Playback, video: Video, trace: Trace): ForetoldPlay {
  const { player, latency } = playback;
  const profile = findProfile(player);
  const policy = findPolicy(player);
  if (!profile || !policy) throw unknownPlayer(player);
  const settings = resolveSettings(profile, { network: { rttMs: msFromSeconds(latency) } });
  const log = simulate({ trace, video, policy: policy.factory, settings });
  const real = figuresOfPlayback(playback, video);
  const simulated = figuresOfLog(log, video, settings);
  return { playback, real, simulated, agreement: agreementOf(simulated, real) };
}

function unknownPlayer(player: string): InputError {
  const known = [...PROFILES.keys()].filter((name) => findPolicy(name) !== undefined);
  return new InputError({
    where: "playbacks",
    expected: `a player among ${known.join(", ")}`,
    received: player,
  });
}
