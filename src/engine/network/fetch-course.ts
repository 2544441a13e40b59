import type { Bits, Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { Admission } from "./breakers.js";
import type {
  AnsweredBy,
  Exchange,
  ExchangeListener,
  ExchangeSpec,
  Failure,
  Route,
  TimedOut,
} from "./exchange.js";
import type { FallbackChain } from "./fallback.js";
import type { AttemptRecord, Fetch, FetchListener } from "./fetch.js";
import { FetchPlan } from "./fetch-plan.js";
import type { FetchTools } from "./fetcher.js";

/** However many retries the settings allow, one fetch makes no more attempts than this (ours). */
export const MOST_ATTEMPTS = 1000;

/** So many times within its timeout a download is looked at for whether it goes on (ours). */
const LOOKS = 50;

/** Seconds by which a sum of looks may miss what it is on paper. */
const ROUNDING: Seconds = 1e-9;

const NOBODY: AnsweredBy = {};

/**
 * The course of one fetch: sends an attempt, watches over it, and after a failure does what the plan says. Between
 * two attempts it waits on the agenda, or for what another fetch finds out for a circuit breaker.
 */
export class FetchCourse implements Fetch, ExchangeListener {
  sentAt: Seconds;
  firstByteAt: Seconds | undefined;
  private readonly tools: FetchTools;
  private readonly spec: ExchangeSpec;
  private readonly listener: FetchListener;
  private readonly chain: FallbackChain | undefined;
  /** Not there before it is needed. */
  private planned: FetchPlan | undefined;
  private attempts = 0;
  private exchange: Exchange | undefined;
  private admission: Admission | undefined;
  private firstByteTimer: Ticket | undefined;
  private stallTimer: Ticket | undefined;
  private wholeTimer: Ticket | undefined;
  /** Until the next attempt. */
  private pause: Ticket | undefined;
  private progress: { readonly payload: Bits; readonly then: () => void } | undefined;
  private over = false;

  constructor(
    tools: FetchTools,
    spec: ExchangeSpec,
    listener: FetchListener,
    chain: FallbackChain | undefined,
  ) {
    this.tools = tools;
    this.spec = spec;
    this.listener = listener;
    this.chain = chain;
    this.sentAt = tools.agenda.now;
  }

  start(): void {
    // A refusal waits until whoever fetches has this fetch in hand.
    if (!this.send()) this.resumeAt(this.tools.agenda.now);
  }

  received(): Bits {
    return this.exchange?.received() ?? 0;
  }

  whenReceived(payload: Bits, then: () => void): void {
    this.progress = { payload, then };
    if (!this.over) this.watchProgress();
  }

  cancel(): AttemptRecord | undefined {
    if (this.over) return undefined;
    this.over = true;
    this.tools.agenda.cancel(this.pause);
    const { exchange } = this;
    if (!exchange) return undefined;
    const record = this.endAttempt("cancelled");
    exchange.cancel();
    return record;
  }

  firstByte(): void {
    const { agenda } = this.tools;
    this.firstByteAt = agenda.now;
    agenda.cancel(this.firstByteTimer);
    this.firstByteTimer = undefined;
    this.watchStall();
    this.listener.firstByte(agenda.now);
  }

  piece(index: number): void {
    this.listener.piece?.(index);
  }

  done(): void {
    this.over = true;
    const { exchange } = this;
    const record = this.endAttempt("done");
    // It is all there, and stays so.
    this.exchange = exchange;
    this.showWhatWasSeen(record);
    this.listener.done(record);
  }

  failed(failure: Failure): void {
    this.proceedAfter(this.endAttempt("failed"), failure);
  }

  private get plan(): FetchPlan {
    this.planned ??= new FetchPlan(this.tools, this.spec, this.chain);
    return this.planned;
  }

  /** Sends an attempt. @returns false if no circuit breaker lets it through */
  private send(): boolean {
    const { agenda, breakers, delivery } = this.tools;
    const { now } = agenda;
    // What the viewer has is to be had whatever becomes of servers.
    if (!breakers || delivery?.local(this.spec, now)) {
      this.sendBy(this.planned?.route, now);
      return true;
    }
    const admitted = this.plan.admit(now);
    if (!admitted) return false;
    this.admission = admitted.admission;
    this.sendBy(admitted.route, now);
    return true;
  }

  private sendBy(route: Route | undefined, now: Seconds): void {
    const { transport, settings, timeout, onAttempt } = this.tools;
    this.sentAt = now;
    this.firstByteAt = undefined;
    this.exchange = transport.send(this.spec, this, route);
    onAttempt?.(this.spec, this.attempts, now);
    if (settings?.firstByteTimeout !== undefined)
      this.firstByteTimer = this.timer("first byte", now + settings.firstByteTimeout);
    if (timeout !== undefined) this.wholeTimer = this.timer("whole", now + timeout);
    this.watchProgress();
  }

  private timer(of: TimedOut, at: Seconds): Ticket {
    return this.tools.agenda.at(at, PRIORITY.timeout, () => this.giveUpAttempt(of));
  }

  /** Looks time and again whether anything has come: so it is noticed late by one look at most. */
  private watchStall(): void {
    const { agenda, settings } = this.tools;
    const timeout = settings?.stallTimeout;
    if (timeout === undefined) return;
    let received = this.received();
    let since = agenda.now;
    const look = () => {
      const now = this.received();
      if (now > received) {
        received = now;
        since = agenda.now;
      } else if (now > 0 && agenda.now - since >= timeout - ROUNDING) {
        this.giveUpAttempt("progress");
        return;
      }
      this.stallTimer = agenda.at(agenda.now + timeout / LOOKS, PRIORITY.timeout, look);
    };
    look();
  }

  private giveUpAttempt(of: TimedOut): void {
    const { agenda, delivery } = this.tools;
    const exchange = this.exchange!;
    const record = this.endAttempt("failed");
    exchange.cancel();
    if (record.answeredBy.cdn !== undefined) delivery?.timedOut(record.answeredBy.cdn, agenda.now);
    this.proceedAfter(record, { kind: "timeout", of });
  }

  /** The circuit breakers let nothing through. */
  private refuse(): void {
    const { agenda, breakers } = this.tools;
    if (this.plan.admitsFrom(agenda.now) === Number.POSITIVE_INFINITY) {
      breakers!.whenSettled(() => this.resumeAt(agenda.now));
      return;
    }
    this.sentAt = agenda.now;
    this.firstByteAt = undefined;
    this.proceedAfter(this.endAttempt("cancelled"), { kind: "breaker open" });
  }

  private proceedAfter(record: AttemptRecord, failure: Failure): void {
    this.listener.attemptFailed(record, failure);
    if (this.over) return;
    const next = this.attempts < MOST_ATTEMPTS ? this.plan.after(failure, record.answeredBy.cdn) : undefined;
    if (next === undefined) {
      this.over = true;
      this.listener.exhausted(failure);
    } else this.resumeAt(next);
  }

  private resumeAt(time: Seconds): void {
    if (this.over) return;
    this.pause = this.tools.agenda.at(time, PRIORITY.request, () => {
      if (!this.send()) this.refuse();
    });
  }

  private endAttempt(outcome: "done" | "failed" | "cancelled"): AttemptRecord {
    const { agenda, breakers } = this.tools;
    const { exchange, admission } = this;
    agenda.cancel(this.firstByteTimer);
    agenda.cancel(this.stallTimer);
    agenda.cancel(this.wholeTimer);
    this.firstByteTimer = undefined;
    this.stallTimer = undefined;
    this.wholeTimer = undefined;
    this.exchange = undefined;
    this.admission = undefined;
    if (admission) breakers!.settle(admission, outcome, agenda.now);
    return {
      attempt: this.attempts++,
      sentAt: this.sentAt,
      firstByte: this.firstByteAt,
      endedAt: agenda.now,
      received: exchange?.received() ?? 0,
      answeredBy: exchange?.answeredBy ?? NOBODY,
    };
  }

  /** What an answer shows about its CDN. */
  private showWhatWasSeen({
    sentAt,
    firstByte = sentAt,
    endedAt,
    received,
    answeredBy,
  }: AttemptRecord): void {
    if (answeredBy.cdn === undefined) return;
    const throughput = endedAt > firstByte ? received / (endedAt - firstByte) : undefined;
    this.tools.delivery?.measured(answeredBy.cdn, this.spec, firstByte - sentAt, throughput);
  }

  private watchProgress(): void {
    const { exchange, progress } = this;
    if (!exchange || !progress) return;
    exchange.whenReceived(progress.payload, () => {
      this.progress = undefined;
      progress.then();
    });
  }
}
