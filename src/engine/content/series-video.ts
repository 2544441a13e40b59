import { cutLike } from "../../model/played-audio.js";
import { originsOf, qualityOf, type Video, videoFromSegments } from "../../model/video.js";

/**
 * The video of a series, each episode of which is as long as the given one and has the same sizes: what a session of
 * series content plays from end to end.
 *
 * @param episodes 1 or more
 */
export function seriesVideo(video: Video, episodes: number): Video {
  const { name, levels, segmentDuration } = video;
  const count = video.durations.length;
  const durations = new Float64Array(count * episodes);
  for (let episode = 0; episode < episodes; episode++) durations.set(video.durations, episode * count);
  const segments = Array.from(durations, (_, segment) => segment % count);
  const sizes = segments.map((segment) => video.sizes[segment]!);
  const quality = qualityOf(video, segments);
  // Cut where the video is, so that each episode begins with its own beginning.
  const audio = video.audio?.map((track) => {
    const one = cutLike(track, video.durations);
    const whole = Float64Array.from(segments, (segment) => one[segment]!);
    return { ...track, durations, sizes: whole, sizesAre: "estimated" as const };
  });
  const parts = { name, levels, segmentDuration, durations, sizes, sizesAre: originsOf(video, segments) };
  return videoFromSegments({ ...parts, ...(quality && { quality }), ...(audio && { audio }) });
}
