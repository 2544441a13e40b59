import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./programs.js";
import { MAIN, type PageOutcome } from "./protocol.js";

/** A browser that does nothing on its own accord, and plays without a click. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/** A page that is loaded and waits to be run, in a Chromium of its own with a profile of its own. */
export interface OpenPage {
  /** Errors and warnings on the console so far, and errors that nobody caught. */
  readonly complaints: readonly string[];
  /**
   * Runs the page and waits for its outcome.
   *
   * @param parameters have to survive JSON
   * @throws Error with what the page complained of, when it fails, crashes or takes too long
   */
  run(parameters: object, timeoutMs: number): Promise<PageOutcome>;
  /** Leaves nothing of the browser behind. */
  close(): Promise<void>;
}

/** @param slowdown how many times slower than it is the page's processor should seem; missing: as fast as it is */
export async function openPage(url: string, slowdown?: number): Promise<OpenPage> {
  const profile = mkdtempSync(join(tmpdir(), "abrsim-chromium-"));
  let context: BrowserContext | undefined;
  const close = async (): Promise<void> => {
    await context?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    context = await launch(profile);
    const page = context.pages()[0] ?? (await context.newPage());
    const complaints = complaintsOf(page);
    if (slowdown !== undefined) await slowDown(page, slowdown);
    await page.goto(url);
    return {
      complaints,
      close,
      run: (parameters, timeoutMs) => run(page, parameters, timeoutMs, complaints),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With these flags and none of playwright's own, which switch off more of the browser. */
function launch(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    ignoreDefaultArgs: true,
    args: [...FLAGS, `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"],
  });
}

/** A list that grows. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  return complaints;
}

async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

async function run(
  page: Page,
  parameters: object,
  timeoutMs: number,
  complaints: readonly string[],
): Promise<PageOutcome> {
  const call = `globalThis.${MAIN}(${JSON.stringify(parameters)})`;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no outcome in ${timeoutMs} ms`)), timeoutMs);
  });
  const crash = new Promise<never>((_, reject) => {
    page.once("crash", () => reject(new Error("the page crashed")));
  });
  try {
    return await Promise.race([page.evaluate<PageOutcome>(call), tooLate, crash]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([`${page.url()}: ${reason}`, ...complaints].join("\n  "), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
