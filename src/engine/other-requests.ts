import type { RequestOutcome } from "../model/session.js";
import type { Bits, Seconds } from "../units.js";
import { type Failure, failureText } from "./network/exchange.js";
import type { AttemptRecord, Fetch, Fetcher } from "./network/fetcher.js";
import type { Recorder } from "./recorder.js";
import type { SessionClock } from "./session-clock.js";
import type { OtherFetch } from "./session-control.js";

/** Requests for what is no segment: manifests, licences, commands, thumbnails. */
export class OtherRequests {
  private readonly clock: SessionClock;
  private readonly fetcher: Fetcher;
  private readonly recorder: Recorder;
  /** What to do with each that is under way when the session ends. */
  private readonly running = new Set<() => void>();

  constructor(clock: SessionClock, fetcher: Fetcher, recorder: Recorder) {
    this.clock = clock;
    this.fetcher = fetcher;
    this.recorder = recorder;
  }

  fetch(request: OtherFetch): { cancel(): void } {
    const { kind, size, resource, urgent, finished } = request;
    const record = (outcome: RequestOutcome, attempt: AttemptRecord, failure?: Failure) =>
      this.record(request, outcome, attempt, failure);
    const fetch: Fetch = this.fetcher.fetch(
      { kind, size, resource, ...(urgent && { urgent }) },
      {
        firstByte: () => {},
        done: (attempt) => {
          this.running.delete(cancel);
          record("delivered", attempt);
          finished?.("delivered");
        },
        attemptFailed: (attempt, failure) => record("failed", attempt, failure),
        exhausted: () => {
          this.running.delete(cancel);
          finished?.("failed");
        },
      },
    );
    const cancel = () => {
      this.running.delete(cancel);
      const attempt = fetch.cancel();
      if (attempt) record("cut", attempt);
    };
    this.running.add(cancel);
    return { cancel };
  }

  /** The session is over: what is under way is cut. */
  stop(): void {
    for (const cancel of [...this.running]) cancel();
  }

  private record(
    { kind, size }: OtherFetch,
    outcome: RequestOutcome,
    { attempt, answeredBy: { cdn, tier }, sentAt, firstByte, received }: AttemptRecord,
    failure: Failure | undefined,
  ): void {
    const { clock } = this;
    const arrived: Bits = outcome === "delivered" ? size : received;
    const came: Seconds | undefined = firstByte === undefined ? undefined : clock.ofAgenda(firstByte);
    this.recorder.others.push({
      kind,
      attempt,
      ...(cdn !== undefined && { cdn }),
      ...(tier !== undefined && { tier }),
      ...(failure && { problem: failureText(failure) }),
      requested: clock.ofAgenda(sentAt),
      firstByte: came,
      finished: clock.now,
      size,
      received: arrived,
      outcome,
    });
  }
}
