import type { DashjsFragmentEvent, DashjsPlayer } from "./player.js";

/** What the adapter hears of the player. */
export interface Listener {
  requested(event: DashjsFragmentEvent): void;
  loaded(event: DashjsFragmentEvent): void;
  lost(event: DashjsFragmentEvent): void;
  appended(event: { readonly mediaType?: string; readonly segmentType?: string }): void;
  /** Where dash.js will begin to fetch; of all types of media if it names none. */
  aimed(event: { readonly mediaType?: string; readonly time?: number }): void;
  seeking(event: { readonly seekTime?: number }): void;
  sought(): void;
  waiting(): void;
  playing(): void;
  /** The source has been taken away. */
  ended(): void;
}

export interface Listening {
  stop(): void;
}

/** Names of events: those that MediaPlayer.events has, and two that dash.js keeps for itself. */
const EVENTS: Readonly<Record<string, keyof Listener>> = {
  FRAGMENT_LOADING_STARTED: "requested",
  FRAGMENT_LOADING_COMPLETED: "loaded",
  FRAGMENT_LOADING_ABANDONED: "lost",
  PLAYBACK_SEEKING: "seeking",
  PLAYBACK_SEEKED: "sought",
  PLAYBACK_WAITING: "waiting",
  PLAYBACK_PLAYING: "playing",
  STREAM_TEARDOWN_COMPLETE: "ended",
  bytesAppendedEndFragment: "appended",
  seekTarget: "aimed",
};

/**
 * @param names `MediaPlayer.events`
 * @param safely runs what may fail
 */
export function listenTo(
  player: DashjsPlayer,
  names: Readonly<Record<string, string>>,
  listener: Listener,
  safely: (run: () => void) => void,
): Listening {
  const handlers = Object.entries(EVENTS).map(
    ([key, method]) =>
      [names[key] ?? key, (event: object) => safely(() => listener[method](event as never))] as const,
  );
  for (const [name, handler] of handlers) player.on(name, handler);
  return {
    stop() {
      for (const [name, handler] of handlers) player.off(name, handler);
    },
  };
}
