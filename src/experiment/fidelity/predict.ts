import { simulate } from "../../engine/simulate.js";
import { agreementOf, figuresOfLog, figuresOfPlayback } from "../../metrics/agreement.js";
import { courseOfLog, courseOfPlayback } from "../../metrics/play-course.js";
import type { ForetoldPlay } from "../../model/fidelity.js";
import type { Playback, PlayedStream } from "../../model/playback.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Trace } from "../../model/trace.js";
import type { PolicyEntry } from "../../policies/entry.js";
import { findPolicy, policies } from "../../policies/registry.js";
import { msFromSeconds } from "../../units.js";
import { findProfile, PROFILES, type Profile } from "../profiles/index.js";
import { resolveSettings, unknownName } from "../scenario/index.js";
import { withFilesOf } from "./stream-files.js";

/**
 * Simulates what a player did: its profile and its policy, or the one that steered it, over the same link, from the
 * trace's beginning.
 *
 * @throws InputError when there is no profile and policy of the player's name, or no policy of the one that steered it
 */
export function predict(playback: Playback, stream: PlayedStream, link: Trace): ForetoldPlay {
  const { video } = stream;
  // What is drawn by chance, such as the pause before a retry, must not depend on where the trace's file lies.
  const trace: Trace = { ...link, name: playback.trace };
  const settings = settingsOf(playback, stream);
  const log = simulate({ trace, video, policy: policyOf(playback).factory, settings });
  const real = figuresOfPlayback(playback, video);
  const simulated = figuresOfLog(log, video, settings);
  const courses = { real: courseOfPlayback(playback, video), simulated: courseOfLog(log, video) };
  return { playback, real, simulated, agreement: agreementOf(simulated, real), courses };
}

/**
 * The settings of the player's profile, with the latency and the files of what it played.
 *
 * @throws InputError when there is no profile of the player's name
 */
export function settingsOf(playback: Playback, stream: PlayedStream): SessionSettings {
  const { steered, ...profile } = profileOf(playback);
  const settings = resolveSettings(profile, ...(playback.policy !== undefined && steered ? [steered] : []), {
    network: { rttMs: msFromSeconds(playback.latency) },
  });
  return withFilesOf(playback, stream, settings);
}

function profileOf({ player }: Playback): Profile {
  const profile = findProfile(player);
  if (profile && findPolicy(player)) return profile;
  const known = [...PROFILES.keys()].filter((name) => findPolicy(name) !== undefined);
  throw unknownName({ where: "playbacks", kind: "player", received: player, known });
}

function policyOf({ player, policy = player }: Playback): PolicyEntry {
  const found = findPolicy(policy);
  if (found) return found;
  const known = policies.map(({ name }) => name);
  throw unknownName({ where: "playbacks", kind: "policy", received: policy, known });
}
