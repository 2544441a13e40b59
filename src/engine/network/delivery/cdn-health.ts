import type { Seconds } from "../../../units.js";

/**
 * Whether a CDN is fit to be asked: unhealthy after so many failures in a row, and tried again after a while (000,
 * "Multi-CDN Strategy"; how it comes back is ours). One that comes back is on trial: its next failure is enough.
 */
export class CdnHealth {
  private readonly failures: number;
  private readonly recoverAfter: Seconds;
  private failuresInRow = 0;
  private until: Seconds = 0;

  constructor(settings: { readonly failures: number; readonly recoverAfter: Seconds }) {
    this.failures = settings.failures;
    this.recoverAfter = settings.recoverAfter;
  }

  /** When it is, or was, to be tried again; 0 if it never was unhealthy. */
  get recoversAt(): Seconds {
    return this.until;
  }

  isHealthy(now: Seconds): boolean {
    return now >= this.until;
  }

  succeeded(): void {
    this.failuresInRow = 0;
  }

  failed(now: Seconds): void {
    if (++this.failuresInRow >= this.failures) this.until = now + this.recoverAfter;
  }

  /** Unhealthy, however many failures there were. */
  giveUp(now: Seconds): void {
    this.failuresInRow = Math.max(this.failuresInRow, this.failures);
    this.until = now + this.recoverAfter;
  }
}
