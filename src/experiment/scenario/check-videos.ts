import { excerpt } from "../../errors.js";
import type { Video } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import { tell, type Where } from "./check-settings.js";
import { clientStack } from "./clients.js";
import type { Contradiction } from "./contradictions.js";
import type { KeyPath } from "./document.js";
import { wholeOf } from "./layer-stack.js";
import { withoutSwitchedOff } from "./layers.js";
import type { Arm, Scenario, SettingsLayer } from "./scenario.js";
import { stackOf } from "./settings.js";
import { listed } from "./settings-schema/kinds.js";

/**
 * What a scenario asks of an arm's videos that none of them can do: a seek beyond the end of every video, a branch
 * there, faults at a level that no ladder has, a live target within the segment that is being made; or what one of them
 * cannot: an audio track that it does not have.
 *
 * @param videos those of the arm, or of the client
 * @param client the place in the list of the arm's clients; missing: the arm itself
 * @throws InputError at the key
 */
export function checkAgainstVideos(
  scenario: Scenario,
  arm: Arm,
  videos: readonly Video[],
  where: Where,
  client?: number,
): void {
  if (videos.length === 0) return;
  const stack = client === undefined ? stackOf(scenario, arm) : clientStack(scenario, arm, client);
  const whole = withoutSwitchedOff(wholeOf(stack));
  for (const contradiction of [
    ...seeksBeyondEnd(whole, videos),
    ...branchesBeyondEnd(whole, videos),
    ...faultsOfNoLevel(whole, videos),
    ...liveWithinSegment(whole, videos),
    ...audioOfNoTrack(whole, videos),
  ])
    tell(contradiction, stack, where);
}

const one = (key: KeyPath, expected: string, received: number, hint: string): Contradiction => [
  { key, expected: () => expected, received: String(received), hint },
];

type Content = Exclude<SettingsLayer["content"], false | undefined>;

/** The content's settings, if it is of that kind. */
function contentOf<Kind extends Content["kind"]>({ content }: SettingsLayer, kind: Kind) {
  const { kind: is } = content || {};
  return is === kind ? (content as Extract<Content, { readonly kind: Kind }>) : undefined;
}

const longest = (videos: readonly Video[]): Seconds => Math.max(...videos.map(({ duration }) => duration));

/** Of a series, the media time goes on through all episodes. */
function seeksBeyondEnd(whole: SettingsLayer, videos: readonly Video[]): Contradiction[] {
  const end = longest(videos) * (contentOf(whole, "series")?.episodes ?? 1);
  return (whole.viewer?.seeks ?? []).flatMap(({ toSeconds }, index) =>
    toSeconds < end
      ? []
      : [
          one(
            ["viewer", "seeks", index, "toSeconds"],
            `a media time before the end, which is at ${end} s at the latest`,
            toSeconds,
            "Seek to an earlier time, or play a longer video",
          ),
        ],
  );
}

function branchesBeyondEnd(whole: SettingsLayer, videos: readonly Video[]): Contradiction[] {
  const end = longest(videos);
  return (contentOf(whole, "interactive")?.branches ?? []).flatMap(({ atSeconds }, index) =>
    atSeconds < end
      ? []
      : [
          one(
            ["content", "branches", index, "atSeconds"],
            `a media time before the end, which is at ${end} s at the latest`,
            atSeconds,
            "Branch at an earlier time, or play a longer video",
          ),
        ],
  );
}

function faultsOfNoLevel({ faults = [] }: SettingsLayer, videos: readonly Video[]): Contradiction[] {
  const levels = Math.max(...videos.map((video) => video.levels.length));
  return faults.flatMap(({ where }, index) =>
    where?.level === undefined || where.level < levels
      ? []
      : [
          one(
            ["faults", index, "where", "level"],
            `a level from 0 to ${levels - 1}`,
            where.level,
            "Levels are counted from 0 in the order of rising bitrate",
          ),
        ],
  );
}

function audioOfNoTrack({ downloads }: SettingsLayer, videos: readonly Video[]): Contradiction[] {
  const track = ((downloads || undefined)?.audio || undefined)?.track;
  if (track === undefined) return [];
  const without = videos.find(({ audio = [] }) => audio.every(({ name }) => name !== track));
  if (without === undefined) return [];
  const names = without.audio?.map(({ name }) => name) ?? [];
  const known = names.length > 0 ? `, whose tracks are ${listed(names)}` : ", which has none of its own";
  return [
    [
      {
        key: ["downloads", "audio", "track"],
        expected: () => `an audio track of each video, ${without.name} too${known}`,
        received: excerpt(track),
        hint: "Name a track that all have, or say bitrateKbps instead",
      },
    ],
  ];
}

/** Whole segments appear only when they are complete; in chunks, a segment can be played while it is made. */
function liveWithinSegment(whole: SettingsLayer, videos: readonly Video[]): Contradiction[] {
  const { targetLatencySeconds, chunkSeconds } = contentOf(whole, "live") ?? {};
  const durations = videos.map(({ segmentDuration }) => segmentDuration);
  const [shortest, greatest] = [Math.min(...durations), Math.max(...durations)];
  if (chunkSeconds !== undefined && chunkSeconds > greatest)
    return [
      one(
        ["content", "chunkSeconds"],
        `at most the duration of a segment (${greatest} s)`,
        chunkSeconds,
        "A chunk is part of a segment",
      ),
    ];
  if (chunkSeconds !== undefined || targetLatencySeconds === undefined || targetLatencySeconds >= shortest)
    return [];
  return [
    one(
      ["content", "targetLatencySeconds"],
      `at least the duration of a segment (${shortest} s)`,
      targetLatencySeconds,
      "Raise it, send segments in chunks by chunkSeconds, or play a video of shorter segments",
    ),
  ];
}
