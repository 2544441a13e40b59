import { constantsOf } from "./constants.js";
import type { Profile } from "./profile.js";

const HEAD = `# Profiles

A profile is a named bundle of settings: data, in the units of a scenario file, without a line of code of its own. A
scenario names one (\`profile: hlsjs\`), and lays its own settings over it, and each arm its own over those:

- mappings are laid over one another key by key, however deep;
- lists are replaced whole;
- \`false\` in place of a mapping switches a mechanism off: \`player: { abandonment: false }\`, \`downloads: false\`;
- mappings of different \`kind\` (of content) do not mix: the upper one replaces the lower.

What only the profile says gives way to what it cannot go with: its buffer thresholds are lowered to a smaller
\`maxBufferSeconds\`, and its fallback to another CDN is left out where there are not two. \`run.json\` has every setting
of every arm, as it was used.

A policy is not part of a profile: \`hlsjs\` the profile is what surrounds the policy in hls.js.

Each table says where a constant comes from. "(ours)" are those that no source gives.
`;

/** The page about all profiles, in Markdown. It is made from their data, so that it cannot say anything else. */
export function profilesPage(profiles: readonly Profile[]): string {
  return [HEAD, contents(profiles), ...profiles.map(section)].join("\n");
}

function contents(profiles: readonly Profile[]): string {
  const rows = profiles.map(({ name, about }) => `| [\`${name}\`](#${name}) | ${about} |`);
  return [...table("profile", "stands for"), ...rows, ""].join("\n");
}

function section({ name, about, settings, sources, doesNotModel }: Profile): string {
  const rows = constantsOf(settings).map(
    ({ path, value }) => `| \`${path}\` | ${shown(value)} | ${cell(sources[path] ?? "")} |`,
  );
  return [
    `## ${name}`,
    "",
    `${about}.`,
    "",
    ...table("constant", "value", "source"),
    ...rows,
    "",
    "It does not model:",
    "",
    ...doesNotModel.map((what) => `- ${what}`),
    "",
  ].join("\n");
}

const table = (...columns: readonly string[]): string[] => [
  `| ${columns.join(" | ")} |`,
  `|${columns.map(() => "---|").join("")}`,
];

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** A value as a scenario would have it. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(shown).join("; ");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${shown(inner)}`)
      .join(", ");
  return cell(String(value));
}
