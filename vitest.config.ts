import { configDefaults, defineConfig } from "vitest/config";

/** Tries of each property; 0 where fast-check is to decide. */
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 0);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need Chromium and ffmpeg, or Slurm, and have configurations of their own.
    exclude: [...configDefaults.exclude, "test/browser/**", "test/slurm/**"],
    // All cores: half of the time goes by in programs that tests have started and wait for.
    maxWorkers: "100%",
    // More tries of each property take more time.
    setupFiles: RUNS > 0 ? ["test/support/property-runs.ts"] : [],
    testTimeout: 60_000 * Math.max(1, RUNS / 100),
    // What comes before tests may pack the package, or run an experiment.
    hookTimeout: 60_000,
  },
});
