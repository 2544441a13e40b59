import type { RecordedSession } from "../../model/recorded-session.js";
import { VERSION } from "../../version.js";
import type { FedPolicy } from "./feed.js";
import type { Replay } from "./replay-session.js";

/** Characters of a hash that tell two apart at a glance. */
const SHOWN = 12;

/** What a reader should know before believing a comparison; whole sentences. */
export function notesOn(session: RecordedSession, fed: FedPolicy, replay: Replay): string[] {
  return [...aboutCode(session, fed), ...aboutCalls(session, fed, replay)];
}

/** Another policy than the recorded one has other code, and nobody needs to be told. */
function aboutCode(session: RecordedSession, { isRecorded, sha256s, label }: FedPolicy): string[] {
  if (!isRecorded) return [];
  const { policySha256, abrsim } = session;
  if (policySha256 === undefined)
    return [
      `The recording does not say which code it is of (policy_sha256), so that ${label} may be other code.`,
    ];
  if (sha256s.includes(policySha256)) return [];
  const by = abrsim === VERSION ? "" : `, by abrsim ${abrsim}; this is ${VERSION}`;
  return [
    `The recording is of other code: its sha256 begins with ${policySha256.slice(0, SHOWN)}, that of ${label} with ${sha256s[0]!.slice(0, SHOWN)}${by}.`,
  ];
}

function aboutCalls(session: RecordedSession, { label, isRecorded }: FedPolicy, replay: Replay): string[] {
  const { calls, tornLine } = session;
  const failed = calls.find((call) => call.call === "decide" && call.decision === undefined);
  const hasProgress = calls.some(({ call }) => call === "progress");
  return [
    ...(tornLine === undefined ? [] : [`Line ${tornLine}, the last, is torn, and left out.`]),
    ...(failed === undefined ? [] : [`The recorded policy had failed by line ${failed.line}.`]),
    // The recorded one had none to give up in its player either.
    ...(replay.hearsProgress && !hasProgress && !isRecorded
      ? [`The recording has no progress of downloads, so that ${label} could give none up.`]
      : []),
  ];
}
