import { defineConfig } from "vitest/config";

/** The tests in a real browser, `npm run test:browser`: test/browser/README.md. They need Chromium and ffmpeg. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: "test/browser/global-setup.ts",
    // They play in real time: one file at a time, so that no browser starts while others play.
    fileParallelism: false,
    testTimeout: 110_000,
    hookTimeout: 60_000,
  },
});
