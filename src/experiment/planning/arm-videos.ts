import { InputError } from "../../errors.js";
import type { Bases } from "../../inputs/files.js";
import { type LoadedVideo, loadVideos } from "../../inputs/index.js";
import type { Video } from "../../model/video.js";
import { clientsOf, type KeyPath, type ParsedScenario, type VideoSource } from "../scenario/index.js";
import { inList, placed } from "./placed.js";

/** The videos of all arms and clients, and whose each is, as places among them. */
export interface ArmVideos {
  readonly all: readonly LoadedVideo[];
  readonly ofArm: readonly (readonly number[])[];
  /** Of clients that have one of their own, by its source. */
  readonly ofClient: ReadonlyMap<VideoSource | undefined, number>;
}

/** The videos at these places. */
export const videosAt = ({ all }: ArmVideos, places: readonly number[]): Video[] =>
  places.map((place) => all[place]!.video);

export async function loadArmVideos(parsed: ParsedScenario, bases: Bases): Promise<ArmVideos> {
  const { scenario } = parsed;
  const all: LoadedVideo[] = [];
  const placesOf = new Map<string, readonly number[]>();
  const load = async (sources: readonly VideoSource[], list: KeyPath): Promise<readonly number[]> => {
    const key = JSON.stringify(sources);
    let places = placesOf.get(key);
    if (places === undefined) {
      const loaded = await placed(parsed, inList(list, sources), loadVideos(sources, bases));
      places = loaded.map((video) => all.push(video) - 1);
      placesOf.set(key, places);
    }
    return places;
  };
  const ofArm: (readonly number[])[] = [];
  const ofClient = new Map<VideoSource | undefined, number>();
  for (const [index, arm] of scenario.policies.entries()) {
    ofArm.push(
      await load(arm.videos ?? scenario.videos, arm.videos ? ["policies", index, "videos"] : ["videos"]),
    );
    for (const { video, path } of clientsOf(scenario, arm)) {
      if (video === undefined) continue;
      const [place, ...more] = await load([video], path);
      if (place === undefined || more.length > 0)
        throw new InputError({
          where: parsed.where([...path, "video"]),
          expected: "one video",
          received: `${more.length + 1} videos`,
        });
      ofClient.set(video, place);
    }
  }
  return { all, ofArm, ofClient };
}
