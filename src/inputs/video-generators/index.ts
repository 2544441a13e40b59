export { CODECS, type CodecRate } from "./codecs.js";
export { type GeneratedVideo, generateVideo } from "./generate-video.js";
export { LADDERS, type PublishedLadder } from "./ladders.js";
export { scaledLadder, TITLES } from "./per-title.js";
export { RATE_CONTROLS, type RateControl, USUAL_CAP, USUAL_CBR_VARIATION } from "./rate-control.js";
export { type SceneModel, sceneSizes, USUAL_SCENES } from "./scene-model.js";
