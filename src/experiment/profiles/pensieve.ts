import type { Profile } from "./profile.js";

/** Of Pensieve's test environment: fixed_env.py in its sim and test folders. */
const ENVIRONMENT = "Pensieve's source, fixed_env.py";

/**
 * The environment that Pensieve's results were obtained in (Mao et al., SIGCOMM 2017), with its quirks as settings:
 * a round trip costs the player time and the trace none; the buffer may exceed its cap by a segment, and then the
 * player sleeps in whole half seconds; a twentieth of the capacity is headers; playback starts and resumes with one
 * segment; QoE_lin charges the startup delay as a stall.
 */
export const pensieve: Profile = {
  name: "pensieve",
  about: "Pensieve's test environment, quirks included",
  settings: {
    player: {
      startupBufferSeconds: 0,
      resumeBufferSeconds: 0,
      maxBufferSeconds: 60,
      bufferLimit: "below",
      idleStepSeconds: 0.5,
      firstLevel: 1,
      starvedAfterSeconds: 3600,
    },
    network: { rttMs: 80, payloadShare: 0.95, latencyAdvancesTrace: false },
    viewer: {},
    scoring: { startupIsStall: true },
  },
  sources: {
    "player.startupBufferSeconds": `${ENVIRONMENT}: there is no threshold`,
    "player.resumeBufferSeconds": `${ENVIRONMENT}: there is no threshold`,
    "player.maxBufferSeconds": `${ENVIRONMENT}: BUFFER_THRESH`,
    "player.bufferLimit": `${ENVIRONMENT}: the threshold is looked at after the segment was added`,
    "player.idleStepSeconds": `${ENVIRONMENT}: DRAIN_BUFFER_SLEEP_TIME`,
    "player.firstLevel": "Pensieve's source, bb.py and mpc.py: DEFAULT_QUALITY",
    "player.starvedAfterSeconds":
      "(ours) as in profile reference; Pensieve's environment would go on for ever",
    "network.rttMs": `${ENVIRONMENT}: LINK_RTT`,
    "network.payloadShare": `${ENVIRONMENT}: PACKET_PAYLOAD_PORTION`,
    "network.latencyAdvancesTrace": `${ENVIRONMENT}: LINK_RTT is added to the delay after the trace was read`,
    "scoring.startupIsStall": `${ENVIRONMENT}: the first segment's delay is returned as rebuffering`,
  },
  doesNotModel: [
    "its fixed 48 segments of 4 s: a video says what it has",
    "its noise in training",
    "the state that its MPC carries from one trace to the next, which is a slip",
  ],
};
