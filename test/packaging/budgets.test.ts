import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { adapterNames } from "../support/manifest.js";
import { bundleForPage, bundlePolicyForPage, shippable } from "../support/shipped.js";

/** 4 kB, for a policy with its estimators. */
const POLICY_BYTES = 4000;

/**
 * 10 kB, for an adapter with the pilot, which all share: little beside the players, which have 100 kB and more.
 */
const ADAPTER_BYTES = 10_000;

const shippedBytes = (code: string): number => gzipSync(code, { level: 9 }).length;

describe("minified and gzipped for ES2019", () => {
  it.each(shippable)("policy %s with its estimators is at most 4 kB", async (name) => {
    const { code } = await bundlePolicyForPage(name);
    expect(shippedBytes(code)).toBeLessThanOrEqual(POLICY_BYTES);
  });

  it.each(adapterNames)("adapter %s with the pilot is at most 10 kB", async (name) => {
    const { code } = await bundleForPage(`export * from "abrsim/adapters/${name}";`);
    expect(shippedBytes(code)).toBeLessThanOrEqual(ADAPTER_BYTES);
  });
});

describe("a page's bundle", () => {
  it("has nothing of other policies in it", async () => {
    const { code } = await bundlePolicyForPage("bb");
    expect(shippedBytes(code)).toBeLessThan(700);
  });

  it("has the hashes that it asks for and no other", async () => {
    const { code } = await bundleForPage('export { bola } from "abrsim/policies/hashes";');
    expect(code.match(/[0-9a-f]{64}/g)).toHaveLength(1);
  });

  it("drops what is imported and not used: nothing has side effects", async () => {
    const doors = [
      "policies",
      "estimators",
      "policies/hashes",
      ...adapterNames.map((name) => `adapters/${name}`),
    ];
    const { code } = await bundleForPage(doors.map((door) => `import "abrsim/${door}";`).join("\n"));
    expect(code.trim()).toBe("");
  });
});
