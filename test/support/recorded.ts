import { type AdapterOptions, Pilot } from "../../src/adapters/pilot/index.js";
import { type LegalSession, sizesOf } from "../../src/contract/session.js";
import { readRecording } from "../../src/inputs/recordings/index.js";
import type { Observation, PolicyFactory } from "../../src/model/policy.js";
import type { RecordedSession } from "../../src/model/recorded-session.js";
import { CAPABLE } from "./capable.js";

type Wishes = Pick<AdapterOptions, "options" | "seed" | "shadow" | "policySha256">;

/** The sessions of a recording's text. */
export async function sessionsIn(text: string): Promise<RecordedSession[]> {
  const sessions: RecordedSession[] = [];
  for await (const session of readRecording([text], "log")) sessions.push(session);
  return sessions;
}

/** The recording of a policy in a made-up player that lives a legal session. */
export function recordedLife(factory: PolicyFactory, session: LegalSession, wishes: Wishes = {}): string {
  const { levels, segmentDuration, maxBuffer, media, seed, sizesAhead, steps } = session;
  const lines: string[] = [];
  const pilot = new Pilot(
    factory,
    { seed, ...wishes, record: (line) => void lines.push(line), onNotice() {} },
    { player: "made-up 1", levels, segmentDuration, maxBuffer, media, can: CAPABLE },
  );
  const { observation } = pilot;
  const levelAt = (point: number) => Math.round(point * (levels.length - 1));
  let now = 0;
  for (const [index, step] of steps.entries()) {
    const sizes = sizesOf(session, step);
    if (sizesAhead) pilot.knowSizes(index, sizes);
    pilot.idled(step.idle);
    now += step.idle;
    const { phase, buffer, playbackRate, live, device } = step;
    Object.assign(observation, { now, phase, buffer, playbackRate, live, device });
    observation.allowed = [levelAt(step.allowed[0]), levelAt(step.allowed[1])];
    observation.segment = {
      index,
      duration: segmentDuration * step.durationFactor,
      remaining: live ? Number.POSITIVE_INFINITY : steps.length - index,
      ...(step.sizesKnown && { sizes: Float64Array.from(sizes) }),
    };
    const orders = pilot.decide(wishes.shadow ? levelAt(step.latency % 1) : undefined);
    const level = step.fetchedInstead === undefined ? orders.level : levelAt(step.fetchedInstead);
    const bits = sizes[level]!;
    const start = now + orders.wait;
    const firstByte = start + step.latency;
    const end = firstByte + step.transfer;
    observation.now = (firstByte + end) / 2;
    pilot.progressed({ segment: index, level, start, firstByte, loaded: bits / 2, total: bits });
    observation.now = end;
    pilot.sampled({ start, firstByte, end, bits, level });
    now = end;
    if (step.afterwards === "stall") pilot.stalled(now);
    if (step.afterwards === "seek") pilot.sought(0);
  }
  return `${lines.join("\n")}\n`;
}

/** A policy's factory that puts a pilot between the engine and the policy, and adds what it records to the lines. */
export function recordedBy(lines: string[], factory: PolicyFactory, wishes: Wishes = {}): PolicyFactory {
  return (options, { levels, segmentDuration, maxBuffer, media }) => {
    const pilot = new Pilot(
      factory,
      { options, ...wishes, record: (line) => void lines.push(line), onNotice() {} },
      { player: "engine", levels, segmentDuration, maxBuffer, media, can: CAPABLE },
    );
    const show = ({ samples, levels, ...seen }: Observation) => Object.assign(pilot.observation, seen);
    const { name } = factory(options, { levels, segmentDuration, maxBuffer, media, random: () => 0.5 });
    return {
      name,
      decide(o) {
        show(o);
        const { level, wait, replaceFrom } = pilot.decide();
        return { level, waitSeconds: wait, ...(replaceFrom !== undefined && { replaceFrom }) };
      },
      onSample(sample, o) {
        show(o);
        pilot.sampled({ ...sample });
      },
      onProgress(inFlight, o) {
        show(o);
        const abandonTo = pilot.progressed({ ...inFlight });
        return abandonTo === undefined ? undefined : { abandonTo };
      },
      onIdle: (seconds) => pilot.idled(seconds),
      onStall: (at) => pilot.stalled(at),
      onSeek: (to) => pilot.sought(to),
    };
  };
}
