import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { observedSessions } from "../../support/observed/observe.js";
import { ROOT } from "../../support/root.js";
import { bundlePolicyForPage, exportName, shippable } from "../../support/shipped.js";
import { bundlePage } from "./bundle.js";
import { SESSIONS, type ServedPolicy } from "./policy-protocol.js";

export interface PolicySite {
  /** Of the page. */
  readonly url: string;
  readonly policies: readonly ServedPolicy[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};

/** Pages that are isolated have a clock of microseconds. */
const HEADERS = {
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const HTML =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="page.js"></script>';

/**
 * Serves a page on localhost in which policies can be asked: each as the package's own modules, one file at a time, and
 * bundled as a page's build would; and 1,000 observed decisions to ask them about.
 */
export async function servePolicies(): Promise<PolicySite> {
  const policies = shippable.map((name) => ({
    name,
    exportName: exportName(name),
    bundle: `bundles/${name}.js`,
  }));
  const files = new Map([
    ["index.html", HTML],
    ["page.js", await bundlePage(join(import.meta.dirname, "../pages/policies.ts"))],
    [SESSIONS, JSON.stringify(observedSessions())],
  ]);
  for (const { name, bundle } of policies) files.set(bundle, (await bundlePolicyForPage(name)).code);
  for (const path of readdirSync(join(ROOT, "dist"), { recursive: true, encoding: "utf8" }))
    if (path.endsWith(".js")) files.set(`dist/${path}`, readFileSync(join(ROOT, "dist", path), "utf8"));

  const server = createServer((request, response) => {
    const path = (request.url ?? "/").slice(1);
    const text = files.get(path);
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(text === undefined ? 404 : 200, { ...HEADERS, "Content-Type": type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/index.html`,
    policies,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
