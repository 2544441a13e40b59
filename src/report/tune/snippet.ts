import type { TuneReport } from "./tune-report.js";

/** The best candidate as an arm of the scenario, to be pasted, with what is known of it; "" where none is better. */
export function tunedYaml({ best, heldOut, conclusion, split, objective }: TuneReport): string {
  if (best === undefined || heldOut === undefined) return "";
  const [searched, others] = [split.training.length, split.heldOut.length];
  const fate = conclusion.take === "tuned" ? "and held" : "and did not hold";
  const comments = [
    `# Chosen by ${objective.name} on ${searched} traces ${fate} on ${others} others (tune.json names them):`,
    "# run on the same traces again, it looks as good as it did when it was chosen.",
  ];
  return `${[...comments, "policies:", `  - ${armLine(best.arm)}`].join("\n")}\n`;
}

/** As YAML on one line: JSON, but for quotes around names that need none. */
export function armLine(arm: Readonly<Record<string, unknown>>): string {
  const { use, name, options, ...rest } = arm;
  return flow({ use, name, options, ...rest });
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "string") return plain(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${plain(key)}: ${flow(inner)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

/** Words that YAML takes for something else. */
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
/** Letters first, so that it is no number; nothing that YAML reads a meaning into. */
const PLAIN = /^(?:\.{1,2}\/)?[A-Za-z][\w./-]*$/;

const plain = (text: string): string =>
  PLAIN.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text);
