import { type BrowserResource, type Ending, MAIN, type PageOutcome } from "../harness/protocol.js";

/** Says what a page does when the test runs it: it is handed the test's parameters, and the test what it resolves to. */
export function run<Parameters, Value>(main: (parameters: Parameters) => Promise<Value>): void {
  const start = async (parameters: Parameters): Promise<PageOutcome> => ({
    value: await main(parameters),
    timeOriginMs: performance.timeOrigin,
    resources: performance.getEntriesByType("resource").map((entry) => entry.toJSON() as BrowserResource),
  });
  Object.assign(globalThis, { [MAIN]: start });
}

/** The page's video element. */
export const videoElement = (): HTMLVideoElement => document.querySelector("video")!;

/** Twice what the stream of the tests takes to play. */
const PATIENCE_MS = 80_000;

/** What tells a player that hangs from one that is slow. */
function stateOf({
  currentTime,
  duration,
  paused,
  seeking,
  ended,
  readyState,
  buffered,
}: HTMLVideoElement): string {
  const ranges = Array.from({ length: buffered.length }, (_, n) => [buffered.start(n), buffered.end(n)]);
  return JSON.stringify({ currentTime, duration, paused, seeking, ended, readyState, ranges });
}

/** Resolves when the video has been played to its end; rejects when the element has an error, or nothing comes of it. */
export function playedToEnd(video: HTMLVideoElement, patienceMs: number = PATIENCE_MS): Promise<Ending> {
  let waits = 0;
  const countWaits = () => video.addEventListener("waiting", () => waits++);
  video.addEventListener("playing", countWaits, { once: true });
  return new Promise((resolve, reject) => {
    video.addEventListener("error", () => reject(new Error(`video element: ${video.error?.message}`)));
    setTimeout(() => reject(new Error(`not played to its end: ${stateOf(video)}`)), patienceMs);
    video.addEventListener("ended", () => {
      const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
      resolve({
        endedAtSeconds: video.currentTime,
        durationSeconds: video.duration,
        waits,
        totalFrames: totalVideoFrames,
        droppedFrames: droppedVideoFrames,
      });
    });
  });
}
