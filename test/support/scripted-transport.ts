import { type Agenda, PRIORITY } from "../../src/engine/agenda.js";
import type {
  AnsweredBy,
  Exchange,
  ExchangeListener,
  ExchangeSpec,
  Failure,
  Route,
  Transport,
} from "../../src/engine/network/exchange.js";

/** What becomes of one request: times are seconds from when it was sent. */
export interface ScriptedAnswer {
  /** When it ends. Missing: never. */
  readonly after?: number;
  /** When its first bit comes. Missing: none before it ends, and with the end if it is done. */
  readonly firstByte?: number;
  /** Missing: it is done. */
  readonly failure?: Failure;
  readonly answeredBy?: AnsweredBy;
}

export interface SentRequest {
  readonly at: number;
  readonly spec: ExchangeSpec;
  readonly route: Route | undefined;
}

/** Answers requests by a function of how many came before, the bits evenly spread from first byte to end. */
export class ScriptedTransport implements Transport {
  readonly sent: SentRequest[] = [];
  cancelled = 0;
  private readonly agenda: Agenda;
  private readonly script: (n: number, request: SentRequest) => ScriptedAnswer;

  constructor(agenda: Agenda, script: (n: number, request: SentRequest) => ScriptedAnswer) {
    this.agenda = agenda;
    this.script = script;
  }

  send(spec: ExchangeSpec, listener: ExchangeListener, route?: Route): Exchange {
    const { agenda } = this;
    const at = agenda.now;
    const request: SentRequest = { at, spec, route };
    const answer = this.script(this.sent.length, request);
    this.sent.push(request);
    const { after = Number.POSITIVE_INFINITY, failure } = answer;
    const firstByte = answer.firstByte ?? (failure ? Number.POSITIVE_INFINITY : after);
    let over = false;
    const events = [
      firstByte < Number.POSITIVE_INFINITY &&
        agenda.at(at + firstByte, PRIORITY.firstByte, () => listener.firstByte()),
      after < Number.POSITIVE_INFINITY &&
        agenda.at(at + after, firstByte === after ? PRIORITY.firstByte : PRIORITY.arrival, () => {
          over = true;
          if (failure) listener.failed(failure);
          else listener.done();
        }),
    ];
    const receivedAt = (now: number) => {
      if (over && !failure) return spec.size;
      if (now - at <= firstByte) return 0;
      return (spec.size * (now - at - firstByte)) / (after - firstByte);
    };
    return {
      spec,
      answeredBy: answer.answeredBy ?? (route?.cdn === undefined ? {} : { cdn: route.cdn }),
      received: () => receivedAt(agenda.now),
      whenReceived: (payload, then) => {
        const when = at + firstByte + (payload / spec.size) * (after - firstByte);
        if (when < Number.POSITIVE_INFINITY)
          events.push(agenda.at(when, PRIORITY.arrival, () => !over && then()));
      },
      cancel: () => {
        over = true;
        this.cancelled++;
        for (const event of events) if (event) agenda.cancel(event);
      },
    };
  }
}

export const done = (after: number, firstByte = after): ScriptedAnswer => ({ after, firstByte });
export const failing = (after: number, failure: Failure): ScriptedAnswer => ({ after, failure });
export const status = (code: number): Failure => ({ kind: "status", status: code });
