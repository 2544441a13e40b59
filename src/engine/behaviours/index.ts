import type { SessionSettings } from "../../model/settings/index.js";
import type { Behaviour } from "../session-control.js";
import { bufferBySize } from "./buffer-by-size.js";
import { bufferManager } from "./buffer-manager.js";
import { controlTraffic } from "./control-traffic.js";
import { deviceLimits } from "./device-limits.js";
import { levelPenalty } from "./level-penalty.js";
import { movie } from "./movie.js";
import { patience } from "./patience.js";
import { viewerPauses } from "./pauses.js";
import { scheduledSeeks } from "./scheduled-seeks.js";
import { randomSeeks } from "./seek-model.js";
import { thumbnails } from "./thumbnails.js";

export { DeviceModel } from "./device-model.js";

/** Who acts on a session from outside, by its settings; nobody in the plain case. */
export function behavioursOf(settings: SessionSettings): Behaviour[] {
  const { player, viewer, requests, device, downloads, content } = settings;
  const behaviours: Behaviour[] = [];
  if (device) behaviours.push(deviceLimits(device));
  if (player.bufferBySize) behaviours.push(bufferBySize(player.bufferBySize));
  if (requests?.levelPenalty !== undefined) behaviours.push(levelPenalty(requests.levelPenalty));
  if (player.bufferManager) behaviours.push(bufferManager(player.bufferManager));
  if (content?.kind === "movie") behaviours.push(movie(content));
  if (downloads?.control) behaviours.push(controlTraffic(downloads.control));
  if (downloads?.thumbnails) behaviours.push(thumbnails(downloads.thumbnails));
  if (viewer.seeks) behaviours.push(scheduledSeeks(viewer.seeks));
  if (viewer.seeking) behaviours.push(randomSeeks(viewer.seeking));
  if (viewer.pauses) behaviours.push(viewerPauses(viewer.pauses));
  if (viewer.patience) behaviours.push(patience(viewer.patience));
  return behaviours;
}
