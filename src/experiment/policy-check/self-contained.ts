import type { CheckedRule } from "../../report/checked-rules.js";
import { besides, type PolicyBundle, sourceOf } from "../user-policy/index.js";
import type { PolicyOnTrial } from "./subject.js";

export const SELF_CONTAINED = {
  rule: "self-contained",
  promise: "imports nothing of Node, and uses nothing of its surroundings when it is loaded",
} as const;

/** Whether a policy could be loaded anywhere, a browser included: seen in its code, and while it was loaded. */
export function checkSelfContained({ bundle, usedAtLoad, locate }: PolicyOnTrial): CheckedRule {
  const [imported] = bundle ? hostImports(bundle) : [];
  if (imported) {
    const { module, place } = imported;
    const problem = `imports ${module}, which only Node has`;
    return { ...SELF_CONTAINED, status: "broken", problem, ...(place !== undefined && { place }) };
  }
  const [first] = usedAtLoad.values();
  if (first === undefined) return { ...SELF_CONTAINED, status: "kept" };
  const place = locate(first);
  return {
    ...SELF_CONTAINED,
    status: "broken",
    problem: `used ${[...usedAtLoad.keys()].join(", ")} when it was loaded`,
    ...(place !== undefined && { place }),
  };
}

export interface HostImport {
  readonly module: string;
  readonly place?: string;
}

/** A bundle holds all that it imports; imports that are left are of the host. CommonJS asks the process for them. */
const HOST_IMPORT =
  /(?:^|[;}\n])import\s*(?:[\w$*{},\s]*?from)?\s*"([^"]+)"|\bimport\("([^"]+)"\)|\bgetBuiltinModule\("([^"]+)"\)/g;

/** The modules of its host that a bundle imports, and where in the user's files. */
export function hostImports({ code, map, label }: PolicyBundle): HostImport[] {
  return [...code.matchAll(HOST_IMPORT)].map((match) => {
    const module = (match[1] ?? match[2] ?? match[3])!;
    const before = code.slice(0, match.index + match[0].length);
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n") - 1;
    const source = sourceOf(map, line, column);
    // What was made of `require` has no line of the user's.
    const known = source && !source.source.startsWith("node-builtin:");
    return known ? { module, place: `${besides(label, source.source)}:${source.line}` } : { module };
  });
}
