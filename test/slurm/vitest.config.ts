import { defineConfig } from "vitest/config";

/** The tests on a real Slurm, `npm run test:slurm`: test/slurm/README.md. They need slurm-wlm and munge. */
export default defineConfig({
  test: {
    include: ["test/slurm/**/*.test.ts"],
    globalSetup: "test/slurm/global-setup.ts",
    // Each starts a cluster on all of the machine.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
