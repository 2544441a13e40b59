import type {
  SegmentAppended,
  ShakaAbrManager,
  ShakaContext,
  ShakaPlayer,
  ShakaRange,
  ShakaRequestFilter,
  ShakaResponseFilter,
  ShakaSegment,
  ShakaSegmentIndex,
  ShakaStream,
  ShakaSwitch,
  ShakaVariant,
} from "../../../src/adapters/shaka/index.js";
import { realShakaDefaults, realShakaPackage } from "../../support/real-players/shaka.js";

export const SEGMENT_SECONDS = 2;

/** Segments of a stream, of which the index lists all. */
export function indexOf(count: number, bytesOf?: (position: number) => number): ShakaSegmentIndex {
  const segments = Array.from({ length: count }, (_, position): ShakaSegment => {
    const bytes = bytesOf?.(position);
    return {
      getStartTime: () => position * SEGMENT_SECONDS,
      getEndTime: () => (position + 1) * SEGMENT_SECONDS,
      getStartByte: () => 100,
      getEndByte: () => (bytes === undefined ? null : 99 + bytes),
    };
  });
  return {
    find: (time) => (time >= 0 && time < count * SEGMENT_SECONDS ? Math.floor(time / SEGMENT_SECONDS) : null),
    get: (position) => segments[position] ?? null,
    getNumReferences: () => count,
    getNumEvicted: () => 0,
  };
}

let ids = 0;

/** Of the language's next edition; a page has it from Shaka's polyfills. */
interface NextMap {
  getOrInsertComputed<K, V>(this: Map<K, V>, key: K, make: (key: K) => V): V;
}
(Map.prototype as unknown as NextMap).getOrInsertComputed ??= function (key, make) {
  if (!this.has(key)) this.set(key, make(key));
  return this.get(key)!;
};

export const videoOf = (bandwidth: number, more: Partial<ShakaStream> = {}): ShakaStream => ({
  id: ids++,
  type: "video",
  codecs: "avc1",
  bandwidth,
  segmentIndex: indexOf(8),
  ...more,
});

export const audioOf = (bandwidth: number): ShakaStream => ({
  ...videoOf(bandwidth),
  type: "audio",
  codecs: "mp4a",
});

export const variantOf = (video: ShakaStream | null, audio: ShakaStream | null = null): ShakaVariant => ({
  id: ids++,
  bandwidth: (video?.bandwidth ?? 0) + (audio?.bandwidth ?? 0),
  video,
  audio,
});

type Listener = (event: unknown) => void;

/** An EventTarget with the parts of others that the adapter looks at. */
class Emitter {
  private readonly listeners = new Map<string, Set<Listener>>();

  addEventListener(type: string, listener: Listener): void {
    if (!this.listeners.has(type)) this.listeners.set(type, new Set());
    this.listeners.get(type)!.add(listener);
  }

  removeEventListener(type: string, listener: Listener): void {
    this.listeners.get(type)?.delete(listener);
  }

  emit(type: string, event: unknown = {}): void {
    for (const listener of [...(this.listeners.get(type) ?? [])]) listener(event);
  }

  get heard(): number {
    return [...this.listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

class Element extends Emitter {
  currentTime = 0;
  seeking = false;
  clientWidth = 640;
  clientHeight = 360;
}

/**
 * As much of Shaka Player as stands around an ABR manager, after streaming_engine.js: it fetches the next segment of the
 * stream that was switched to last, whenever it likes, through the request filters; drops a request when a switch makes
 * it weigh that and the estimate says so; and appends what has come. Its ABR manager's own is the real one.
 */
export class Stage extends Emitter implements ShakaPlayer {
  static readonly version = "v5.2.12";
  readonly element = new Element();
  readonly requestFilters = new Set<ShakaRequestFilter>();
  readonly responseFilters = new Set<ShakaResponseFilter>();
  /** What left for the network: segment and stream. */
  readonly sent: (readonly [segment: number, stream: ShakaStream])[] = [];
  readonly variants: ShakaVariant[];
  bufferedTo = 0;
  bufferingGoal = 10;
  segmentPrefetchLimit = 1;
  abr = realShakaDefaults().abr;
  manager!: ShakaAbrManager;
  current!: ShakaVariant;
  private dropped = false;
  private waiting = false;

  constructor(variants: ShakaVariant[]) {
    super();
    this.variants = variants;
  }

  getConfiguration() {
    const { SimpleAbrManager } = realShakaPackage().abr;
    return {
      abrFactory: () => new SimpleAbrManager() as unknown as ShakaAbrManager,
      abr: this.abr as never,
      streaming: {
        bufferingGoal: this.bufferingGoal,
        rebufferingGoal: 0,
        segmentPrefetchLimit: this.segmentPrefetchLimit,
      },
    };
  }

  getNetworkingEngine() {
    const { requestFilters, responseFilters } = this;
    return {
      registerRequestFilter: (filter: ShakaRequestFilter) => void requestFilters.add(filter),
      unregisterRequestFilter: (filter: ShakaRequestFilter) => void requestFilters.delete(filter),
      registerResponseFilter: (filter: ShakaResponseFilter) => void responseFilters.add(filter),
      unregisterResponseFilter: (filter: ShakaResponseFilter) => void responseFilters.delete(filter),
    };
  }

  getBufferedInfo() {
    const video: ShakaRange[] = this.bufferedTo > 0 ? [{ start: 0, end: this.bufferedTo }] : [];
    return { video, audio: [] };
  }

  isLive = () => false;
  seekRange = () => ({ start: 0, end: 8 * SEGMENT_SECONDS });

  /** As `load` does. */
  load(manager: ShakaAbrManager): void {
    this.manager = manager;
    const onSwitch: ShakaSwitch = (variant) => this.switchTo(variant);
    manager.configure(this.abr as never);
    manager.init(onSwitch, () => {});
    manager.setMediaElement(this.element as never);
    manager.setCmsdManager(null);
    manager.setVariants(this.variants.slice(), false);
    this.current = manager.chooseVariant(true);
    manager.enable();
  }

  get stream(): ShakaStream {
    return (this.current.video ?? this.current.audio)!;
  }

  /** One turn of the engine: the segment is fetched, dropped and fetched again as need be, and appended. */
  async fetch(segment: number, bytes = 100_000): Promise<ShakaStream> {
    for (;;) {
      const { stream } = this;
      const reference = stream.segmentIndex!.get(segment)!;
      const context: ShakaContext = { type: 1, stream, segment: reference };
      const request = { timeToFirstByte: 20 };
      this.dropped = false;
      this.waiting = true;
      for (const filter of this.requestFilters) await filter(1, request, context);
      this.waiting = false;
      if (this.dropped) {
        this.emit("downloadfailed", { request });
        continue;
      }
      this.sent.push([segment, stream]);
      await pause(20);
      this.emit("downloadheadersreceived", { request, headers: { "content-length": String(bytes) } });
      await pause(200);
      this.manager.segmentDownloaded(220, bytes, true, request as never, context);
      const response = { data: { byteLength: bytes }, headers: {} };
      for (const filter of this.responseFilters) filter(1, response, context);
      this.bufferedTo = reference.getEndTime();
      const appended: SegmentAppended = {
        contentType: stream.type,
        start: reference.getStartTime(),
        end: reference.getEndTime(),
      };
      this.emit("segmentappended", appended);
      return stream;
    }
  }

  private switchTo(variant: ShakaVariant): void {
    if (variant === this.current) return;
    this.current = variant;
    if (this.waiting && this.manager.getBandwidthEstimate() === Number.POSITIVE_INFINITY) this.dropped = true;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
