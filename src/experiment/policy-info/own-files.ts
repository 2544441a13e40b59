import { readTextFile } from "../../inputs/files.js";
import { type PolicyDocs, policyDocs, type ReadModule } from "./policy-docs.js";

/** What the library's own files say of a policy: its sources, or the declarations that are published with it. */
export function libraryPolicyDocs(name: string): Promise<PolicyDocs> {
  return policyDocs(`policies/${name}.js`, exportName(name), readOwn);
}

/** Where a policy's code is in this installation. */
export const libraryPolicyFile = (name: string): string =>
  ownPath(`policies/${name}`, isSource ? ".ts" : ".js");

const isSource = import.meta.url.endsWith(".ts");

const readOwn: ReadModule = async (path) => {
  const file = ownPath(path.replace(/\.js$/, ""), isSource ? ".ts" : ".d.ts");
  return (await readTextFile(file).catch(() => undefined))?.text;
};

function ownPath(module: string, ending: string): string {
  const path = decodeURIComponent(new URL(`../../${module}${ending}`, import.meta.url).pathname);
  return path.replace(/^\/(?=[A-Za-z]:\/)/, "");
}

/** What the library exports under a name of scenario files. */
const exportName = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
