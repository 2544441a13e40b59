import type { Plan } from "../plan.js";

/** What a folder's run.json says of an arm, so that rows of sessions.csv find their places again. */
export interface RecordedArm {
  readonly name: string;
  /** At least one: a player alone, or the clients of one link. */
  readonly players: readonly RecordedPlayer[];
}

export interface RecordedPlayer {
  /** Missing where the arm is one player alone. */
  readonly client?: string;
  /** Names of videos by position: arms are compared where their positions are the same. */
  readonly videos: readonly string[];
}

/** The arms of a plan as run.json records them. */
export function recordedArms(plan: Plan): RecordedArm[] {
  const nameOf = (place: number) => plan.videos[place]!.name;
  return plan.arms.map(({ name, players, videos }) => ({
    name,
    players: players.map(({ client, video }) => ({
      ...(client !== undefined && { client }),
      videos: videos.map((place) => nameOf(video ?? place)),
    })),
  }));
}
