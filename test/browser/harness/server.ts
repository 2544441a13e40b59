import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Trace } from "../../../src/model/trace.js";
import { msFromSeconds } from "../../../src/units.js";
import { manifestsOf } from "../stream/manifests.js";
import { STREAM_PATH, type Stream } from "../stream/stream.js";
import { isOnLink, type OnLink } from "./on-link.js";
import { type LoggedRequest, RequestLog } from "./request-log.js";
import { ShapedLink } from "./shaped-link.js";

export interface ServerOptions {
  readonly stream: Stream;
  /** The capacity of the link, which all that is on it shares. */
  readonly trace: Trace;
  /** Missing: media. */
  readonly onLink?: OnLink | undefined;
  /** From a request to when its first byte may enter the link; missing: the trace's own at that moment, or none. */
  readonly latencyMs?: number | undefined;
  /** Pages and scripts, by their path below the root. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Server {
  /** Ends in a slash. The stream is below {@link STREAM_PATH}. */
  readonly url: string;
  readonly log: RequestLog;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".mpd": "application/dash+xml",
  ".mp4": "video/mp4",
  ".m4s": "video/iso.segment",
};

/** Nothing is kept; and pages are isolated, without which Chromium rounds their clock to 0.1 ms. */
const HEADERS = {
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** Serves on a free port of localhost: whole files, which the browser keeps no copy of. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { stream, trace, onLink = "media", latencyMs, files } = options;
  const link = new ShapedLink(trace);
  const log = new RequestLog(onLink);
  const content = contentOf(stream, files);

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
    const logged = log.start(path);
    response.on("close", () => logged.ended || logged.end("aborted"));
    const body = content(path);
    response.writeHead(body ? 200 : 404, {
      ...HEADERS,
      "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
      "Content-Length": body?.length ?? 0,
    });
    if (body === undefined || request.method === "HEAD") return sendAll(Buffer.alloc(0), response, logged);
    if (!isOnLink(logged.kind, onLink)) return sendAll(body, response, logged);
    link.begin();
    const latency = latencyMs ?? msFromSeconds(link.latency ?? 0);
    sendShaped(body, response, logged, link, latency);
  });

  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const close = async (): Promise<void> => {
    link.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, log, close };
}

/** The files that there are, by their path. Nothing else of the disk can be had. */
function contentOf(stream: Stream, files: ReadonlyMap<string, string>): (path: string) => Buffer | undefined {
  const texts = new Map([...files, ...manifestsOf(stream)]);
  const media = new Set(
    stream.levels.flatMap(({ sizes }, level) => [
      `${STREAM_PATH}${level}/init.mp4`,
      ...sizes.map((_, index) => `${STREAM_PATH}${level}/${index + 1}.m4s`),
    ]),
  );
  return (path) => {
    if (media.has(path)) return readFileSync(join(stream.folder, path.slice(STREAM_PATH.length)));
    const text = texts.get(path);
    return text === undefined ? undefined : Buffer.from(text);
  };
}

function sendAll(body: Buffer, response: ServerResponse, logged: LoggedRequest): void {
  logged.passedOn(body.length);
  logged.end("whole");
  response.end(body);
}

/** The headers leave with the first byte, as they do when the link is what holds them back. */
function sendShaped(
  body: Buffer,
  response: ServerResponse,
  logged: LoggedRequest,
  link: ShapedLink,
  latencyMs: number,
): void {
  const send = (from: number, to: number): void => {
    logged.passedOn(to - from);
    response.write(body.subarray(from, to));
  };
  const done = (): void => {
    logged.end("whole");
    response.end();
  };
  let leave = (): void => clearTimeout(waiting);
  const waiting = setTimeout(() => {
    leave = link.carry({ bytes: body.length, send, done });
  }, latencyMs);
  response.on("close", () => leave());
}
