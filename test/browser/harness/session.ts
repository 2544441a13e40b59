import type { Trace } from "../../../src/model/trace.js";
import { makeStream } from "../stream/make-stream.js";
import type { Recipe } from "../stream/recipe.js";
import type { Stream } from "../stream/stream.js";
import { type OpenPage, openPage } from "./browser.js";
import { bundlePage } from "./bundle.js";
import { type LoadedResource, loadedResource } from "./loaded-resource.js";
import type { OnLink } from "./on-link.js";
import type { ServedRequest } from "./request-log.js";
import { type Server, startServer } from "./server.js";

export interface SessionOptions {
  /** Absolute path of the page's script, which calls `run` of `pages/page.ts`. */
  readonly page: string;
  readonly trace: Trace;
  /** Of what is on the link: of every request for it, instead of the trace's own. */
  readonly latencyMs?: number;
  /** Missing: media. */
  readonly onLink?: OnLink;
  /** Of the stream; missing: that of the tests. */
  readonly recipe?: Recipe;
  /** How many times slower than it is the page's processor should seem. */
  readonly slowdown?: number;
}

/** A browser with its page loaded, and the server that it will play from. */
export interface Session {
  /**
   * Plays: the page is run, and its first request over the link begins the trace. A session with a player plays once.
   *
   * @typeParam Value what the page's `run` resolves to, which nothing checks
   * @param parameters handed to the page; have to survive JSON
   * @throws Error when the page fails, or has no outcome after `timeoutMs`
   */
  play<Value>(parameters?: object, timeoutMs?: number): Promise<Played<Value>>;
  close(): Promise<void>;
}

export interface Played<Value> {
  /** What the page came to. */
  readonly value: Value;
  readonly stream: Stream;
  /** What the server saw. */
  readonly requests: readonly ServedRequest[];
  /** What the browser saw, by its own account, with times along the trace as in `requests`. */
  readonly resources: readonly LoadedResource[];
  /** What to add to a time of the page, `performance.now()`, for one along the trace. */
  readonly pageClockOffsetMs: number;
  /** Errors and warnings on the page's console. */
  readonly complaints: readonly string[];
}

const PAGE = "index.html";
const SCRIPT = "page.js";
const HTML = `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<video muted playsinline width="320" height="180"></video>
<script src="${SCRIPT}"></script>
`;

/** Longer than it takes to play the stream with a stall or two. */
const TIMEOUT_MS = 90_000;

/**
 * Makes all ready for a session and starts nothing. Starting a browser keeps two cores busy for a second or two: open all
 * the sessions of a test before any of them plays, or the link stutters.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const stream = makeStream(options.recipe);
  const script = await bundlePage(options.page);
  const files = new Map([
    [PAGE, HTML],
    [SCRIPT, script],
  ]);
  const server = await startServer({ ...options, stream, files });
  let page: OpenPage | undefined;
  try {
    page = await openPage(server.url + PAGE, options.slowdown);
  } catch (error) {
    await server.close();
    throw error;
  }
  return sessionOf(stream, server, page);
}

function sessionOf(stream: Stream, server: Server, page: OpenPage): Session {
  return {
    async play<Value>(parameters: object = {}, timeoutMs: number = TIMEOUT_MS): Promise<Played<Value>> {
      const { value, timeOriginMs, resources } = await page.run(parameters, timeoutMs);
      const { log } = server;
      const pageClockOffsetMs = timeOriginMs - (log.traceBeganMs ?? timeOriginMs);
      return {
        value: value as Value,
        stream,
        requests: log.list(),
        resources: resources.map((resource) => loadedResource(resource, pageClockOffsetMs)),
        pageClockOffsetMs,
        complaints: page.complaints,
      };
    },
    async close(): Promise<void> {
      await page.close();
      await server.close();
    },
  };
}
