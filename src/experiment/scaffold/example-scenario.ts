/** Where the traces and videos that ship with abrsim are, as a scenario would write it: "", "../node_modules/abrsim/". */
export type ShippedPrefix = string;

/** A small scenario that runs: one policy beside others, on some links and a film. */
export function exampleScenario(parts: {
  readonly name: string;
  /** A policy of the library, or a file; as a scenario writes it. */
  readonly use: string;
  /** Another arm of the same policy with these options; missing: none. */
  readonly variant?: { readonly name: string; readonly options: Readonly<Record<string, unknown>> };
  /** Policies of the library to compare with, the first of them the control. */
  readonly against: readonly string[];
  readonly shipped: ShippedPrefix;
}): string {
  const { name, use, variant, against, shipped } = parts;
  const arms = [
    ...against,
    use,
    ...(variant ? [`{ use: ${use}, name: ${variant.name}, options: ${flow(variant.options)} }`] : []),
  ];
  return `name: ${name}
seed: 1
traces: [${quoted(`${shipped}traces/4g`)}, ${quoted(`${shipped}traces/3g-commute`)}]
videos: [${quoted(`${shipped}scenarios/videos/nine-levels.yaml`)}]
policies:                       # the first is the control that the others are compared with
${arms.map((arm) => `  - ${arm}\n`).join("")}`;
}

/** A path that YAML might take for something else is quoted. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : JSON.stringify(path));

const flow = (options: Readonly<Record<string, unknown>>): string =>
  `{ ${Object.entries(options)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(", ")} }`;
