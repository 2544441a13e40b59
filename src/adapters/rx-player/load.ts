import { page } from "../pilot/index.js";
import type { RxLoaderCallbacks, RxSegmentContext } from "./player.js";

export interface Loading {
  headers(): void;
  /** Bytes so far, and of all where the server says so. */
  progress(bytes: number, total: number | undefined): void;
  loaded(bytes: number): void;
}

/** As much of an XMLHttpRequest as is used. */
interface Xhr {
  readonly status: number;
  readonly readyState: number;
  readonly response: unknown;
  responseType: string;
  timeout: number;
  onreadystatechange: (() => void) | null;
  onprogress: ((event: { loaded: number; total: number; lengthComputable: boolean }) => void) | null;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  ontimeout: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(): void;
  abort(): void;
}

const HEADERS_RECEIVED = 2;

/** Whether the address may be loaded from here: one, and one range of bytes at most. */
export const isLoadable = ({ url, byteRanges = [], cmcdPayload }: RxSegmentContext): boolean =>
  url !== undefined && byteRanges.length < 2 && cmcdPayload === undefined;

/** Loads a segment as rx-player's own loader does. @returns aborts it */
export function load(context: RxSegmentContext, callbacks: RxLoaderCallbacks, told: Loading): () => void {
  const { XMLHttpRequest, performance } = page as {
    readonly XMLHttpRequest: new () => Xhr;
    readonly performance: { now(): number };
  };
  const startMs = performance.now();
  const durationMs = () => performance.now() - startMs;
  const xhr = new XMLHttpRequest();
  const fail = (why: string) => () =>
    callbacks.reject({ message: `segment ${why} (${xhr.status})`, canRetry: isWorthRetrying(xhr.status) });
  xhr.open("GET", context.url!);
  xhr.responseType = "arraybuffer";
  if (context.timeout !== undefined && context.timeout > 0) xhr.timeout = context.timeout;
  const range = context.byteRanges?.[0];
  if (range) xhr.setRequestHeader("Range", `bytes=${range[0]}-${Number.isFinite(range[1]) ? range[1] : ""}`);
  xhr.onreadystatechange = () => {
    if (xhr.readyState === HEADERS_RECEIVED) told.headers();
  };
  xhr.onprogress = ({ loaded, total, lengthComputable }) => {
    const totalSize = lengthComputable ? total : undefined;
    callbacks.progress({ duration: durationMs(), size: loaded, totalSize });
    told.progress(loaded, totalSize);
  };
  xhr.onerror = fail("not loaded");
  xhr.ontimeout = fail("timed out");
  xhr.onload = () => {
    if (xhr.status < 200 || xhr.status > 299) return fail("refused")();
    const data = xhr.response as ArrayBuffer;
    told.loaded(data.byteLength);
    callbacks.resolve({ data, duration: durationMs(), size: data.byteLength });
  };
  xhr.send();
  return () => xhr.abort();
}

/** As rx-player does: the server's errors, what is not there yet, and no answer at all. */
const isWorthRetrying = (status: number): boolean =>
  status === 0 || status >= 500 || [404, 412, 415].includes(status);
