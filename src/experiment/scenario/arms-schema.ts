import { z } from "zod";
import { aName, listOf, nonNegative, printable, unlike, wholeBetween } from "./settings-schema/kinds.js";
import { type Layer, layerOf } from "./settings-schema/layer.js";
import { type EdgeSettings, type SettingGroup, settingsSchema } from "./settings-schema/session.js";
import { videoSchema, videosSchema } from "./sources-schema.js";

/** What one layer may say of each group of settings. */
type GroupSchemas = {
  [Group in SettingGroup]: z.ZodOptional<z.ZodType<Layer<Exclude<EdgeSettings[Group], undefined>>>>;
};
const groups = (layerOf(settingsSchema) as unknown as z.ZodObject<GroupSchemas>).shape;

/** Some groups of settings as keys of a mapping. @param whose ends their descriptions */
function settingsOf<Group extends SettingGroup>(
  whose: string,
  names: readonly Group[],
): Pick<GroupSchemas, Group> {
  const entries = names.map((name) => [
    name,
    groups[name].describe(`${groups[name].description}, ${whose}.`),
  ]);
  return Object.fromEntries(entries) as Pick<GroupSchemas, Group>;
}

const GROUP_NAMES = Object.keys(groups) as SettingGroup[];
/** What a scenario says of all arms. */
export const settingsOfAll = settingsOf("over what the profile says", GROUP_NAMES);
const settingsOfArm = settingsOf("in this arm alone", GROUP_NAMES);

/** What may differ between clients of one link; the rest is the link's, or the experiment's. */
const CLIENT_GROUPS = ["player", "viewer", "device"] as const satisfies readonly SettingGroup[];
const settingsOfClient = settingsOf("for this client alone", CLIENT_GROUPS);

/** Options go to the policy, which knows them; here only what could not be written down again is refused. */
const optionsSchema = z
  .record(z.string(), z.unknown(), "a mapping of the policy's options, such as { panicSeconds: 8 }")
  .superRefine((options, context) => refuseNonFinite(options, [], context));

function refuseNonFinite(value: unknown, path: PropertyKey[], context: z.RefinementCtx): void {
  if (typeof value === "number" && !Number.isFinite(value))
    context.addIssue({ code: "custom", path, message: "a finite number" });
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    refuseNonFinite(item, [...path, key], context);
  }
}

export const USE = "the name of a policy, or the path of a policy file";
const useSchema = printable(USE).describe(
  "The name of a built-in policy, or the path of a .ts or .js file whose default export makes one.",
);

const MOST_CLIENTS = 10_000;
const clientSchema = z.strictObject(
  {
    use: useSchema.optional().describe("The client's policy. Left out: the arm's, with the arm's options."),
    name: aName.optional().describe("What the client is called in results. Left out: its policy's name."),
    options: optionsSchema.optional().describe("The policy's options."),
    count: wholeBetween(1, MOST_CLIENTS, `a whole number of clients from 1 to ${MOST_CLIENTS}`)
      .optional()
      .describe("How many such clients there are. Left out: 1."),
    startAtSeconds: nonNegative("a number of seconds, 0 or more")
      .optional()
      .describe("When they press play, in seconds since the first could. Left out: 0."),
    ...settingsOfClient,
    video: videoSchema.optional().describe("The video that they watch. Left out: the arm's."),
  },
  "a mapping such as { use: bola, count: 3, startAtSeconds: 10 }",
);
export const clientsSchema = listOf(clientSchema, "a list of clients, such as [{ count: 3 }]").superRefine(
  unlike(({ name }) => name, "name", "clients of different names"),
);

export const profileSchema = z.string("the name of a profile");

export const armSchema = z.union(
  [
    useSchema,
    z.strictObject(
      {
        use: useSchema.optional(),
        name: aName
          .optional()
          .describe("What identifies the arm everywhere. Left out: the policy's name, or its file's."),
        options: optionsSchema
          .optional()
          .describe("The policy's options. Those left out have their published defaults."),
        ...settingsOfArm,
        profile: profileSchema.optional().describe("The profile of this arm alone."),
        videos: videosSchema.optional().describe("The videos of this arm, instead of the scenario's."),
        clients: clientsSchema
          .optional()
          .describe("Several clients that share one link, instead of one alone; use may then be theirs."),
      },
      "a mapping with the key use",
    ),
  ],
  `${USE}, or a mapping such as { use: buffer, name: cautious }`,
);
