/**
 * What a command does apart from the main thread, which stays free to end it. What goes in, what it tells meanwhile and
 * what comes out is plain data, for it crosses threads.
 */
export type Work<Input, News, Outcome> = (input: Input, desk: Desk<News>) => Promise<Outcome>;

/** What a work has around it. */
export interface Desk<News> {
  tell(news: News): void;
  /** Whether what comes now is to be finished before the user can end the work; no policy may run then. */
  finishing(on: boolean): void;
  /** Where threads tell what they are at. */
  readonly beacons: SharedArrayBuffer;
}
