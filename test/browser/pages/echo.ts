import { run } from "./page.js";

interface Parameters {
  readonly echo?: unknown;
  readonly fail?: string;
  readonly hang?: boolean;
}

/** No player: for the tests of the harness itself. */
run(async ({ echo, fail, hang }: Parameters) => {
  if (fail !== undefined) {
    // biome-ignore lint/suspicious/noConsole: that the test is told of it is what is tested
    console.error("about to fail");
    throw new Error(fail);
  }
  if (hang) await new Promise(() => {});
  return { echo, workMs: medianMs(work), clockStepMs: clockStepMs() };
});

/** The smallest step of the page's clock. */
function clockStepMs(): number {
  const steps = Array.from({ length: 100 }, () => {
    const start = performance.now();
    let now = start;
    while (now === start) now = performance.now();
    return now - start;
  });
  return Math.min(...steps);
}

function work(): void {
  let sum = 0;
  for (let step = 0; step < 1e6; step++) sum += Math.sqrt(step);
  if (sum < 0) throw new Error("the compiler must not leave it out");
}

function medianMs(task: () => void): number {
  const times = Array.from({ length: 41 }, () => {
    const start = performance.now();
    task();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[20]!;
}
