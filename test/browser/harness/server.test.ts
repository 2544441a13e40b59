import { afterEach, describe, expect, it } from "vitest";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { bitsFromBytes, bpsFromMbps, secondsFromMs } from "../../../src/units.js";
import { makeStream } from "../stream/make-stream.js";
import { type Server, type ServerOptions, startServer } from "./server.js";

const stream = makeStream();
const trace = traceFromIntervals({ name: "t", set: "s" }, [{ duration: 10, bandwidth: bpsFromMbps(4) }]);

let server: Server;
const start = async (options: Partial<ServerOptions> = {}): Promise<void> => {
  server = await startServer({ stream, trace, files: new Map([["page.html", "<p>"]]), ...options });
};
const get = (path: string, init?: RequestInit): Promise<Response> => fetch(server.url + path, init);

afterEach(() => server.close());

describe("the server", () => {
  it("serves segments whole at the trace's rate, and logs them", async () => {
    await start({ latencyMs: 100 });
    const body = await (await get("stream/1/3.m4s")).arrayBuffer();
    expect(bitsFromBytes(body.byteLength)).toBe(stream.levels[1]!.sizes[2]);
    const [request] = server.log.list();
    expect(request).toMatchObject({
      path: "stream/1/3.m4s",
      kind: "segment",
      level: 1,
      segment: 2,
      startedMs: 0,
      bytes: body.byteLength,
      aborted: false,
    });
    expect(request!.firstByteMs).toBeGreaterThan(95);
    const seconds = secondsFromMs(request!.endMs! - request!.firstByteMs!);
    expect(bitsFromBytes(body.byteLength) / seconds / bpsFromMbps(4)).toBeCloseTo(1, 1);
  });

  it("lets nothing be kept, and does not hold back what is not on the link", async () => {
    await start();
    for (const [path, type] of [
      ["page.html", "text/html"],
      ["stream/stream.mpd", "application/dash+xml"],
      ["stream/master.m3u8", "application/vnd.apple.mpegurl"],
      ["stream/2/media.m3u8", "application/vnd.apple.mpegurl"],
    ] as const) {
      const response = await get(path);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("content-type")).toContain(type);
      expect((await response.text()).length).toBeGreaterThan(0);
    }
    expect(server.log.list().map(({ kind }) => kind)).toEqual(["other", "manifest", "manifest", "manifest"]);
    expect(server.log.traceBeganMs).toBeUndefined();
  });

  it("holds manifests back where they are on the link, and begins the trace with the first", async () => {
    await start({ onLink: "media and manifests", latencyMs: 100 });
    await get("page.html");
    const text = await (await get("stream/master.m3u8")).text();
    const [page, manifest] = server.log.list();
    expect(page!.startedMs).toBeLessThan(0);
    expect(manifest).toMatchObject({ kind: "manifest", startedMs: 0, bytes: text.length });
    expect(manifest!.firstByteMs).toBeGreaterThan(95);
  });

  it("logs how far a request had come that was given up", async () => {
    await start();
    const abort = new AbortController();
    const response = await get("stream/2/1.m4s", { signal: abort.signal });
    await response.body!.getReader().read();
    abort.abort();
    await expect.poll(() => server.log.list()[0]!.aborted).toBe(true);
    const [request] = server.log.list();
    expect(request!.bytes).toBeGreaterThan(0);
    expect(bitsFromBytes(request!.bytes)).toBeLessThan(stream.levels[2]!.sizes[0]!);
    expect(request!.endMs).toBeGreaterThan(request!.firstByteMs!);
  });

  it("has nothing else of the disk", async () => {
    await start();
    for (const path of ["stream/0/21.m4s", "stream/0/unread.mpd", "stream/%2e%2e/x", "package.json"])
      expect((await get(path)).status).toBe(404);
  });
});
