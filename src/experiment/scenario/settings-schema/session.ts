import { z } from "zod";
import { contentSchema } from "./content.js";
import { deliverySchema } from "./delivery.js";
import { downloadsSchema } from "./downloads.js";
import { flag, mechanism, share, usdPerGB } from "./kinds.js";
import { networkSchema } from "./network.js";
import { playerSchema } from "./player.js";
import { faultsSchema, requestsSchema } from "./requests.js";
import { deviceSchema, viewerSchema } from "./viewer.js";

const SCORING = "a mapping of how sessions are scored, such as { startupIsStall: true }";
const scoringSchema = mechanism(
  z.strictObject(
    {
      startupIsStall: flag
        .optional()
        .describe("Whether QoE models that know no startup delay charge it as a stall. Left out: false."),
    },
    SCORING,
  ),
  SCORING,
);

const COST = "a mapping of what delivery costs, such as { usdPerGB: 0.085 }";
const costSchema = mechanism(
  z.strictObject(
    {
      usdPerGB: usdPerGB.describe(
        "What a gigabyte (10^9 bytes) costs in USD, where a CDN says no price of its own.",
      ),
      savings: share
        .optional()
        .describe(
          "The share of bits that a better ladder or codec would save, for what-if figures. Left out: 0.",
        ),
    },
    COST,
  ),
  COST,
);

/**
 * Every setting of a session in the units of the edge: the groups of keys that a scenario, an arm and a profile can
 * set. What is required here must be there once all layers lie on one another; a layer alone may leave out any of it.
 */
export const settingsSchema = z.strictObject(
  {
    player: playerSchema.describe("How the player buffers, starts and adapts"),
    network: networkSchema.describe("How the network treats a request, beyond what the trace says"),
    viewer: viewerSchema.describe("What the viewer does"),
    scoring: scoringSchema.optional().describe("How sessions are scored, where models leave it open"),
    requests: requestsSchema.optional().describe("What is done about requests that are slow or fail"),
    faults: faultsSchema.optional().describe("What goes wrong with requests"),
    delivery: deliverySchema.optional().describe("Where media comes from: CDNs and caches"),
    downloads: downloadsSchema.optional().describe("What is fetched, in what pieces, and how many at once"),
    content: contentSchema
      .optional()
      .describe("What kind of content the video is, where it is no plain recording"),
    device: deviceSchema.optional().describe("What the device can bear, and what happens to it"),
    cost: costSchema.optional().describe("What delivery costs"),
  },
  "a mapping of settings",
);

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** All settings of a session in the units of the edge. */
export type EdgeSettings = DeepReadonly<z.infer<typeof settingsSchema>>;
export type SettingGroup = keyof EdgeSettings;

export const SETTING_GROUPS = Object.keys(settingsSchema.shape) as readonly SettingGroup[];
