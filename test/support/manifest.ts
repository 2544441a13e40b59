import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;

/** What is published as `abrsim/adapters/<name>`. */
export const adapterNames: readonly string[] = Object.keys(manifest.exports)
  .filter((path) => path.startsWith("./adapters/"))
  .map((path) => path.slice("./adapters/".length));
