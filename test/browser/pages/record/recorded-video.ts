import { videoElement } from "../page.js";

/** The page's video element, as large as the pictures of the stream: policies that go by its height are to see them all. */
export function recordedVideo(): HTMLVideoElement {
  return Object.assign(videoElement(), { width: 480, height: 270 });
}
