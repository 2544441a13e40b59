export type * from "./content.js";
export type * from "./delivery.js";
export type * from "./network.js";
export type * from "./player.js";
export type * from "./session.js";
export type * from "./viewer.js";
