import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { createWorkspace, simulate } from "../src/engine/simulate.js";
import type { simulateTogether } from "../src/engine/simulate-together.js";
import type { measureSession } from "../src/metrics/session-metrics.js";
import type { traceFromIntervals } from "../src/model/trace.js";
import type { videoFromSegments } from "../src/model/video.js";
import type { findPolicy } from "../src/policies/registry.js";

/** The parts of the library that are measured, of this checkout or of another one. */
export interface Library {
  readonly createWorkspace: typeof createWorkspace;
  readonly findPolicy: typeof findPolicy;
  readonly measureSession: typeof measureSession;
  readonly simulate: typeof simulate;
  /** Missing in versions that simulate one client only. */
  readonly simulateTogether?: typeof simulateTogether;
  readonly traceFromIntervals: typeof traceFromIntervals;
  readonly videoFromSegments: typeof videoFromSegments;
}

const MODULES = [
  "engine/simulate",
  "engine/simulate-together",
  "metrics/session-metrics",
  "model/trace",
  "model/video",
  "policies/registry",
];

const HERE = resolve(import.meta.dirname, "..");

/**
 * Bundles what is measured into one plain JavaScript module. Run as TypeScript straight away it would be slowed down
 * by the loader, which names every function that is made, and unevenly so.
 *
 * @param checkout of any version since 0.1.0; it needs no packages of its own
 */
export async function bundleLibrary(checkout: string, outfile: string): Promise<void> {
  const present = MODULES.filter((module) => existsSync(join(checkout, "src", `${module}.ts`)));
  await bundleModules(checkout, present, outfile);
}

/**
 * The same of any modules.
 *
 * @param modules of `src`, without their endings
 * @param external packages that are not needed
 */
export async function bundleModules(
  checkout: string,
  modules: readonly string[],
  outfile: string,
  external: string[] = [],
): Promise<void> {
  await build({
    stdin: {
      contents: modules.map((module) => `export * from "./src/${module}.js";`).join("\n"),
      resolveDir: checkout,
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    nodePaths: [join(HERE, "node_modules")],
    external,
    // A package of the old module format among them asks for Node's own modules by `require`.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
}

export async function loadLibrary(bundle: string): Promise<Library> {
  return (await import(pathToFileURL(resolve(bundle)).href)) as Library;
}
