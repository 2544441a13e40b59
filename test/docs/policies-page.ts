import { libraryPolicyInfo, type PolicyInfo } from "../../src/experiment/policy-info/policy-info.js";
import type { PolicyEntry } from "../../src/policies/entry.js";

const HEAD = `# Policies

Every policy of the library: where it is published, what it does and what differs from its source, and its options with
their published defaults. The same is said by \`abrsim policies info <name>\`. What each was checked against is in the
[README](../README.md#policies); measured beside published results in [published.md](published.md).

An option of the kind "estimator" takes the name of one (\`abrsim policies list --estimators\`), or a name and its options:
\`{ use: throughput, options: { estimator: { use: harmonic-mean, sampleCount: 5 } } }\`.
`;

/** The page about all policies, in Markdown, made from what their own files say. */
export async function policiesPage(policies: readonly PolicyEntry[]): Promise<string> {
  const infos = await Promise.all(policies.map((entry) => libraryPolicyInfo(entry, "/")));
  return [HEAD, ...infos.map(section)].join("\n");
}

function section({ name, summary, citation, description, options, monotone }: PolicyInfo): string {
  return [
    `## ${name}`,
    "",
    `${summary}.`,
    "",
    `*${citation}*`,
    "",
    ...(description === undefined ? [] : [description, ""]),
    ...(monotone ? ["Claims that faster downloads never lower a level.", ""] : []),
    ...(options.length === 0 ? [] : [table(options), ""]),
  ].join("\n");
}

function table(options: PolicyInfo["options"]): string {
  const rows = options.map(({ name, default: value, kind, meaning }) => {
    const shown = value === undefined ? "" : `\`${JSON.stringify(value)}\``;
    return `| \`${name}\` | ${shown} | ${cell(kind)} | ${cell(meaning)} |`;
  });
  return ["| option | default | takes | is |", "|---|---|---|---|", ...rows].join("\n");
}

const cell = (text = ""): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
