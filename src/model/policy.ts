import type { Bits, BitsPerSecond, Seconds } from "../units.js";
import type { Level } from "./video.js";

/** What a player is doing when it asks for a decision. */
export type Phase = "startup" | "playing" | "rebuffering" | "seeking";

/** A finished download. */
export interface Sample {
  /** When the request was made, in seconds since play was pressed. */
  readonly start: Seconds;
  /** When its first bit arrived. */
  readonly firstByte: Seconds;
  /** When its last bit arrived. */
  readonly end: Seconds;
  readonly bits: Bits;
  readonly level: number;
}

/** The segment about to be asked for. */
export interface NextSegment {
  /** Counting from 0. */
  readonly index: number;
  readonly duration: Seconds;
  /** Segments left, this one included. */
  readonly remaining: number;
  /** Bits by level, where the player knows them. */
  readonly sizes?: ArrayLike<Bits>;
}

/** A live edge, where the content is live. */
export interface LiveState {
  /** How far playback is behind the live edge. */
  readonly latency: Seconds;
  readonly target: Seconds;
  /** Media time of the newest segment's end. */
  readonly edge: Seconds;
}

/** What the device can bear, where the player knows it. */
export interface DeviceState {
  /** Pixels. */
  readonly maxHeight?: number;
  /** 0 to 1. */
  readonly battery?: number;
  readonly connection?: "ethernet" | "wifi" | "5g" | "4g" | "3g" | "2g";
  readonly droppedFrames?: number;
  readonly totalFrames?: number;
}

/** A request that has been made and has not finished. */
export interface InFlight {
  readonly segment: number;
  readonly level: number;
  readonly start: Seconds;
  /** Missing until the first bit has arrived. */
  readonly firstByte?: Seconds;
  readonly loaded: Bits;
  readonly total?: Bits;
}

/**
 * What a policy is shown. A simulated player and a real one can both fill it in. It is valid during the call
 * only: a player may reuse the object, so a policy that wants to remember something copies it.
 */
export interface Observation {
  /** Since play was pressed. */
  readonly now: Seconds;
  readonly phase: Phase;
  /** Media ahead of the playhead. */
  readonly buffer: Seconds;
  readonly maxBuffer: Seconds;
  /** 1 is normal speed. */
  readonly playbackRate: number;
  /** The level of the last finished download; undefined at first. */
  readonly lastLevel: number | undefined;
  /** By rising bitrate. */
  readonly levels: readonly Level[];
  /** The lowest and the highest level that the player will accept now. */
  readonly allowed: readonly [min: number, max: number];
  readonly segment: NextSegment;
  /** Finished downloads, newest last. */
  readonly samples: ArrayLike<Sample>;
  readonly live?: LiveState;
  readonly device?: DeviceState;
  readonly inFlight?: InFlight;
}

/** What a policy answers. The player reads it at once, so a policy may return the same object again. */
export interface Decision {
  /** An index into the ladder. Outside `allowed` it is clamped and counted; outside the ladder it is an error. */
  readonly level: number;
  /** How long to hold the request back; 0 if missing. The decision stands, whatever happens meanwhile. */
  readonly waitSeconds?: Seconds;
  /** Media time from which buffered segments should be replaced. */
  readonly replaceFrom?: Seconds;
  /** One word or a few: what decided ("buffer", "bandwidth"). */
  readonly reason?: string;
  /** The throughput that the decision rests on, for timelines; missing where there is none. */
  readonly estimate?: BitsPerSecond | undefined;
}

/** An adaptive-bitrate policy: one instance a session and media type. */
export interface Policy {
  readonly name: string;
  /** A claim: of two sessions that differ in nothing but faster downloads, the faster never gets a lower level. */
  readonly monotone?: true;
  decide(observation: Observation): Decision;
  /** A download finished. The observation is of that instant, the new segment included. */
  onSample?(sample: Sample, observation: Observation): void;
  /** Called while a download runs; it may ask for the download to be abandoned for another level. */
  onProgress?(inFlight: InFlight, observation: Observation): { readonly abandonTo: number } | undefined;
  /** The player waited this long because its buffer was full. */
  onIdle?(seconds: Seconds): void;
  /** Playback stopped for want of media. */
  onStall?(at: Seconds): void;
  /** The viewer sought to this media time. */
  onSeek?(to: Seconds): void;
}

/** What no player can know: told to policies whose name begins with `oracle-`, as the bound that others are held to. */
export interface Future {
  /**
   * When a request for so many bits, made at `start` (seconds since play was pressed) with the link to itself, would
   * have its last bit. Infinity if never.
   */
  deliveryEnd(start: Seconds, bits: Bits): Seconds;
}

/** What a policy is told once, when it is made. */
export interface PolicyContext {
  readonly levels: readonly Level[];
  /** Nominal. */
  readonly segmentDuration: Seconds;
  readonly maxBuffer: Seconds;
  /** Audio and video have an instance each. */
  readonly media: "video" | "audio";
  /** Uniform in [0, 1), from a seeded stream of the policy's own: the only chance that a policy may use. */
  random(): number;
  /** Hour of the day, 0 to 23, where the host knows it. */
  readonly hour?: number;
  /**
   * Bits of any segment, where the player knows them; undefined outside what the video's source lists, which may go on
   * beyond the segments that are played.
   */
  sizeOf?(index: number, level: number): Bits | undefined;
  /** Of the link; missing but for policies whose name begins with `oracle-`. */
  readonly future?: Future;
}

/**
 * Makes a policy for one session. Options left out take their published defaults. What the policy remembers belongs
 * into what the factory makes: a variable of the module would be shared by the sessions of a thread, and results
 * would depend on how sessions are spread over threads.
 */
export type PolicyFactory<Options extends object = object> = (
  options: Partial<Options>,
  context: PolicyContext,
) => Policy;
