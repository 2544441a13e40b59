import type { Decision, Observation, Policy, PolicyFactory, Sample } from "../../model/policy.js";
import { policyProblem } from "../../model/policy-problems.js";
import type { SeenObservation } from "../../report/inspect/inspected-session.js";

/** A call of a policy: what it saw and what it answered. */
export interface SeenDecision {
  readonly saw: SeenObservation;
  /** Missing where it threw. */
  readonly answer?: Partial<Decision>;
}

/** Looks over a policy's shoulder. */
export class DecisionWatch {
  readonly decisions: SeenDecision[] = [];
  /** Every sample that was ever shown, in order. */
  readonly samples: Sample[] = [];

  /** The same factory, whose policies are watched; they behave as they would unwatched. */
  over(factory: PolicyFactory): PolicyFactory {
    return (options, context) => {
      // A session may be begun anew, in the general engine.
      this.decisions.length = 0;
      this.samples.length = 0;
      const policy = factory(options, context);
      return policyProblem(policy) === undefined ? this.watched(policy) : policy;
    };
  }

  private watched(policy: Policy): Policy {
    const { onSample, onProgress, onIdle, onStall, onSeek } = policy;
    return {
      name: policy.name,
      decide: (o) => {
        const saw = this.copied(o);
        const place = this.decisions.push({ saw }) - 1;
        const decision = policy.decide(o);
        if (typeof decision === "object" && decision !== null)
          this.decisions[place] = { saw, answer: { ...decision } };
        return decision;
      },
      ...(onSample && { onSample: (sample, o) => onSample.call(policy, sample, o) }),
      ...(onProgress && { onProgress: (inFlight, o) => onProgress.call(policy, inFlight, o) }),
      ...(onIdle && { onIdle: (seconds) => onIdle.call(policy, seconds) }),
      ...(onStall && { onStall: (at) => onStall.call(policy, at) }),
      ...(onSeek && { onSeek: (to) => onSeek.call(policy, to) }),
    };
  }

  private copied(o: Observation): SeenObservation {
    const { now, phase, buffer, maxBuffer, playbackRate, lastLevel, allowed, segment, samples } = o;
    const { index, duration, remaining, sizes } = segment;
    for (let known = this.samples.length; known < samples.length; known++)
      this.samples.push(copyOf(samples[known]!));
    return {
      now,
      phase,
      buffer,
      maxBuffer,
      playbackRate,
      lastLevel,
      allowed: [allowed[0], allowed[1]],
      segment: { index, duration, remaining, ...(sizes && { sizes: Array.from(sizes) }) },
      samples: samples.length,
      ...(o.live && { live: { ...o.live } }),
      ...(o.device && { device: { ...o.device } }),
      ...(o.inFlight && { inFlight: { ...o.inFlight } }),
    };
  }
}

const copyOf = ({ start, firstByte, end, bits, level }: Sample): Sample => ({
  start,
  firstByte,
  end,
  bits,
  level,
});
