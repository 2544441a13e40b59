import { fileURLToPath } from "node:url";

/** The folder of this installation that holds what ships with abrsim: `traces` and `scenarios`. */
export const shippedFolder = (): string => fileURLToPath(new URL("../..", import.meta.url));
