import { findQoeModel } from "../../metrics/qoe/index.js";
import type { Plan } from "../plan.js";

/** What a warning names before it counts the rest: of ladders there may be hundreds. */
const MOST_NAMED = 3;

/** Which QoE models have no answer for some of a plan's sessions, each once; whole sentences. */
export function qoeWarnings({ qoe, arms, videos }: Pick<Plan, "qoe" | "arms" | "videos">): string[] {
  return qoe.flatMap(({ kind, name }) => {
    const needs = kind === "library" ? findQoeModel(name)?.needs : undefined;
    if (needs === undefined) return [];
    const lacking = arms.flatMap(({ players, videos: ofArm }) =>
      players.flatMap(({ settings, video }) =>
        (video === undefined ? ofArm : [video]).map((place) => needs.lackedBy(videos[place]!, settings)),
      ),
    );
    const who = [...new Set(lacking)].filter((each) => each !== undefined);
    if (who.length === 0) return [];
    const rest = who.length > MOST_NAMED ? `, and ${who.length - MOST_NAMED} more` : "";
    return [
      `QoE ${name} has no answer for ${who.slice(0, MOST_NAMED).join("; ")}${rest}: it needs ${needs.what}.`,
    ];
  });
}
