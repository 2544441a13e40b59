import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need Chromium and ffmpeg, or Slurm, and have configurations of their own.
    exclude: [...configDefaults.exclude, "test/browser/**", "test/slurm/**"],
    // All cores: half of the time goes by in programs that tests have started and wait for.
    maxWorkers: "100%",
    testTimeout: 60_000,
    // What comes before tests may pack the package, or run an experiment.
    hookTimeout: 60_000,
  },
});
