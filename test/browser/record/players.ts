import { join } from "node:path";

/** Players that can be recorded, under the names of abrsim's profiles of them. */
export const PLAYERS = ["hlsjs", "dashjs", "shaka"] as const;
export type Player = (typeof PLAYERS)[number];

/** The page that plays with it. */
export const pageOf = (player: Player): string => join(import.meta.dirname, `../pages/record/${player}.ts`);
