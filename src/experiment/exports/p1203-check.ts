import { excerpt, InputError } from "../../errors.js";
import type { Video } from "../../model/video.js";
import { p1203Level } from "../../report/p1203/index.js";
import { kbpsFromBps, type Seconds } from "../../units.js";
import { type Plan, sessionCount } from "../plan.js";

/** Files of one folder; the public implementation takes about as many seconds. */
const MOST_SESSIONS = 10_000;
/** What P.1203.3 was validated for, at the longest. */
const LONGEST: Seconds = 300;
const SECONDS_PER_MINUTE = 60;

/**
 * Whether the sessions of a plan can be written as input of P.1203.
 *
 * @returns what is to be minded, in whole sentences
 * @throws InputError when they cannot
 */
export function checkForP1203(plan: Plan): string[] {
  const sessions = sessionCount(plan);
  if (sessions > MOST_SESSIONS)
    throw new InputError({
      where: "--export p1203",
      expected: `at most ${MOST_SESSIONS} sessions, each of which is a file`,
      received: `${sessions}`,
      hint: "Choose some with --policies, --traces, --videos or --replicates",
    });
  const played = new Set(
    plan.arms.flatMap(({ players, videos }) =>
      players.flatMap(({ video }) => (video === undefined ? videos : [video])),
    ),
  );
  return plan.videos.filter((_, place) => played.has(place)).flatMap(checkVideo);
}

function checkVideo({ name, levels, duration }: Video): string[] {
  const known = levels.map((level, place) => {
    const found = p1203Level(level);
    if (found.kind === "described") return found;
    const where = `--export p1203: video ${name}, level ${place} (${kbpsFromBps(level.bitrate)} kbit/s)`;
    throw found.kind === "lacking"
      ? new InputError({
          where,
          expected: "width, height and frameRate, which P.1203 judges by",
          received: `no ${found.keys.join(", no ")}`,
          hint: "Say them of each level in the video's file, or with levels: beside the video's path in the scenario",
        })
      : new InputError({
          where: `${where}, codec`,
          expected:
            "H.264 (avc1), or for the codec extension of P.1203's public software, HEVC (hvc1) or VP9 (vp09)",
          received: excerpt(found.codec),
        });
  });
  const warnings: string[] = [];
  const warn = (sentence: string) => warnings.push(`P.1203: ${name} ${sentence}`);
  if (known.some(({ assumedCodec }) => assumedCodec))
    warn("does not say the codec of all levels: H.264 is written for them.");
  if (known.some(({ codec }) => codec !== "h264"))
    warn("has levels that are not H.264, which only the software's codec extension judges.");
  if (duration > LONGEST)
    warn(`lasts ${Math.round(duration / SECONDS_PER_MINUTE)} min; overall scores are validated for up to 5.`);
  return warnings;
}
