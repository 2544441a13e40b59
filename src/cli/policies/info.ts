import { dirname } from "node:path";
import pc from "picocolors";
import { checkPolicy } from "../../experiment/planning/check-policy.js";
import {
  libraryPolicyInfo,
  type OptionInfo,
  type PolicyInfo,
  userPolicyInfo,
} from "../../experiment/policy-info/policy-info.js";
import { exampleScenario } from "../../experiment/scaffold/example-scenario.js";
import { isPolicyFile } from "../../experiment/user-policy/policy-file.js";
import { findPolicy } from "../../policies/registry.js";
import { type Paragraph, paragraphs, wrapped } from "../../report/listings/index.js";
import { printable } from "../../report/names.js";
import { stdoutLook } from "../stdout.js";
import { shippedPrefix } from "./new.js";

/** Prints what there is to know of a policy of the library, or of a policy file. */
export async function policyInfo(use: string, format: "table" | "json"): Promise<void> {
  const info = await infoOf(use);
  const example = exampleScenario({
    name: "example",
    use: isPolicyFile(use) && dirname(use) === "." && !use.startsWith(".") ? `./${use}` : use,
    against: use === "bb" ? ["throughput"] : ["bb"],
    shipped: shippedPrefix("."),
  });
  process.stdout.write(
    format === "json" ? `${JSON.stringify({ ...info, example }, null, 2)}\n` : inWords(info, example),
  );
}

function infoOf(use: string): Promise<PolicyInfo> {
  const cwd = process.cwd();
  if (isPolicyFile(use)) return userPolicyInfo(use, { base: cwd, cwd });
  checkPolicy({ use, options: {} }, () => "policy");
  return libraryPolicyInfo(findPolicy(use)!, cwd);
}

function inWords(info: PolicyInfo, example: string): string {
  const { name, summary, citation, description, options, monotone, methods, warnings, code, sha256 } = info;
  const look = stdoutLook();
  const paint = pc.createColors(look.colour);
  const text = (words: string) =>
    words.split("\n").flatMap((line) => (line === "" ? [""] : wrapped(printable(line), look.width)));
  const facts: Paragraph[] = [
    { name: "methods", lines: [["decide", ...methods].join(", ")] },
    ...(methods.includes("onProgress")
      ? [{ name: "", lines: ["gives downloads up, where the player's abandonment is on"] }]
      : []),
    ...(monotone ? [{ name: "claims", lines: ["monotone: faster downloads never lower a level"] }] : []),
    ...warnings.map((warning) => ({ name: "warning", lines: [`in the example below, ${warning}`] })),
    { name: "code", lines: [code] },
    { name: "sha256", lines: [sha256] },
  ];
  const parts = [
    [paint.bold(name), ...(summary ? text(summary) : []), ...(citation ? text(citation).map(paint.dim) : [])],
    ...(description ? [text(description)] : []),
    [
      paint.bold("Options"),
      options.length > 0 ? paragraphs(options.map(optionInWords), look).trimEnd() : noneOf(info),
    ],
    [paragraphs(facts, look).trimEnd()],
    [paint.bold("A scenario with it"), example.trimEnd()],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** A file may take options without declaring them. */
const noneOf = ({ citation }: PolicyInfo): string => (citation === undefined ? "none declared" : "none");

function optionInWords({ name, kind, meaning, ...rest }: OptionInfo): Paragraph {
  const published = "default" in rest ? valueInWords(rest.default) : undefined;
  const value = [kind, published].filter((part) => part !== undefined).join("; ");
  return { name, lines: [...(meaning ? [meaning] : []), ...(value ? [{ quiet: value }] : [])] };
}

const valueInWords = (value: unknown): string =>
  value === undefined ? "left out unless given" : `${JSON.stringify(value)} unless given`;
