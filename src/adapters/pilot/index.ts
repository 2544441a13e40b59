export type { Capabilities } from "./capabilities.js";
export { deviceState, type PlaybackQuality } from "./device.js";
export { type Notice, Notices } from "./notices.js";
export type { LiveObservation } from "./observation.js";
export type { AdapterOptions, DecisionEvent } from "./options.js";
export { after, page, pageTime, pageTimeMs, pixelRatio } from "./page.js";
export { type Orders, Pilot, type PilotSetting } from "./pilot.js";
