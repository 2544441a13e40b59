import { Agenda } from "../../src/engine/agenda.js";
import { LiveClock } from "../../src/engine/content/index.js";
import { CapacityCursor } from "../../src/engine/network/capacity.js";
import { SegmentTimes } from "../../src/engine/player/segment-times.js";
import { Session } from "../../src/engine/session.js";
import { type ClientSetup, simulateTogether } from "../../src/engine/simulate-together.js";
import { traceOffset } from "../../src/engine/simulation-setup.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import { stateTimes } from "../../src/metrics/state-times.js";
import { OUTCOME_CODE, PLAYER_STATES, type SessionLog } from "../../src/model/session.js";
import type { Seconds } from "../../src/units.js";

/*
 * What holds of every session, whatever its settings. Each law that is broken is a line of text; the first word names
 * the law.
 */

/** Rounding, in seconds. */
const NEAR = 1e-6;
/** Rounding, as a share of bits. */
const BITS_NEAR = 1e-6;

export interface Watched {
  readonly logs: readonly SessionLog[];
  /** Laws that were broken, with the moment; empty is as it should be. */
  readonly broken: readonly string[];
  readonly steps: number;
}

/** Simulates, looks at each session after each event, and reads the logs. */
export function watched(clients: readonly ClientSetup[]): Watched {
  const broken: string[] = [];
  const most = clients.reduce((sum, client) => sum + mostSteps(client), 0);
  const { logs, steps } = stepping(clients, most, broken);
  logs.forEach((log, index) => {
    broken.push(...brokenByLog(clients[index]!, log), ...brokenByMetrics(clients[index]!, log));
  });
  broken.push(...overDelivered(clients, logs));
  return { logs, broken, steps };
}

class TooManySteps extends Error {}

function stepping(clients: readonly ClientSetup[], most: number, broken: string[]) {
  const sessions: Session[] = [];
  const last = new Map<
    Session,
    { time: Seconds; position: Seconds; state: string; rate: number; jumps: number }
  >();
  const { step } = Agenda.prototype;
  const { start, seek } = Session.prototype;
  let steps = 0;
  let jumps = 0;
  const blame = (law: string) => {
    if (broken.length < 20) broken.push(law);
  };
  Session.prototype.start = function (this: Session) {
    sessions.push(this);
    start.call(this);
  };
  Session.prototype.seek = function (this: Session, ...args) {
    jumps++;
    seek.apply(this, args);
  };
  Agenda.prototype.step = function (this: Agenda) {
    if (++steps > most) throw new TooManySteps();
    const before = this.now;
    const more = step.call(this);
    if (this.now < before) blame(`time runs backwards, from ${before} to ${this.now}`);
    for (const session of sessions) {
      if (session.end) continue;
      const { now, state } = session;
      const position = session.position();
      const rate = session.playbackRate();
      const was = last.get(session);
      const at = `at ${now} s in ${state}`;
      if (was && was.jumps === jumps) {
        const moved = position - was.position;
        const expected = was.state === "playing" ? was.rate * (now - was.time) : 0;
        if (Math.abs(moved - expected) > NEAR) blame(`position moves by ${moved} and not ${expected}, ${at}`);
      }
      if (state === "playing" && position > session.bufferedEnd() + NEAR)
        blame(`shown ${position} beyond what is buffered, ${session.bufferedEnd()}, ${at}`);
      if (!(position >= 0 && position <= session.video.duration + NEAR))
        blame(`position ${position} outside of the video, ${at}`);
      if (!(session.buffer() >= 0)) blame(`buffer ${session.buffer()}, ${at}`);
      last.set(session, { time: now, position, state, rate, jumps });
    }
    return more;
  };
  try {
    return { logs: simulateTogether(clients), steps };
  } catch (thrown) {
    if (!(thrown instanceof TooManySteps))
      blame(
        `exception ${thrown instanceof Error ? thrown.stack?.split("\n").slice(0, 6).join(" ") : String(thrown)}`,
      );
    else {
      const states = sessions.map((session) => `${session.end?.status ?? session.state} at ${session.now}`);
      blame(`endless: more than ${most} steps; ${states.join(", ")}`);
    }
    return { logs: [], steps };
  } finally {
    Agenda.prototype.step = step;
    Session.prototype.start = start;
    Session.prototype.seek = seek;
  }
}

/** A lot for each segment and each seek, and ticks and progress for as long as a session can last. */
function mostSteps({ video, settings }: ClientSetup): number {
  const { player, downloads, content, viewer, requests } = settings;
  const segments = video.durations.length;
  const longest = 20 * (player.starvedAfter + 1) * (segments + 5);
  const looking = requests?.stallTimeout ? 2e6 : 0;
  const ticking = player.bufferManager || downloads?.control || content || player.abandonment;
  return (
    5e4 + 2000 * segments + (ticking ? Math.min(2e6, longest) : 0) + looking + (viewer.seeking ? 2e6 : 0)
  );
}

function brokenByLog({ video, settings }: ClientSetup, log: SessionLog): string[] {
  const broken: string[] = [];
  const blame = (law: string) => {
    if (broken.length < 10) broken.push(law);
  };
  const { states, end } = log;
  if (!["completed", "quit", "starved", "failed"].includes(end.status)) blame(`end ${end.status}`);
  if (end.status === "failed") blame(`failed: ${end.problem}`);

  // States: time goes on, and the playhead moves by playing and by seeks.
  for (let row = 0; row + 1 < states.count; row++) {
    const elapsed = states.time[row + 1]! - states.time[row]!;
    if (elapsed < 0) blame(`states run backwards by ${elapsed} at row ${row}`);
    const playing = PLAYER_STATES[states.state[row]!] === "playing";
    const expected = states.position[row]! + (playing ? states.rate[row]! * elapsed : 0);
    const actual = states.position[row + 1]!;
    const at = states.time[row + 1]!;
    const sought = log.events.some((event) => event.kind === "seek" && event.at === at);
    if (!sought && Math.abs(actual - expected) > NEAR)
      blame(`states jump from ${expected} to ${actual} at ${at} s`);
  }
  if (states.count > 0 && end.at < states.time[states.count - 1]! - 1e-12) blame(`end before the last state`);
  for (const event of log.events)
    if (!(event.at >= 0 && event.at <= end.at)) blame(`event ${event.kind} at ${event.at}, end ${end.at}`);

  const live = settings.content?.kind === "live" ? settings.content : undefined;
  const clock = live && new LiveClock(live, new SegmentTimes(video));
  const starts = new SegmentTimes(video).starts;
  const most = mostBuffered(settings, video.durations);
  const sought = log.events.some((event) => event.kind === "seek");
  for (const [name, table] of [
    ["video", log.requests],
    ["audio", log.audio],
  ] as const) {
    for (let row = 0; row < table.count; row++) {
      const at = `${name} row ${row}`;
      const requested = table.requested[row]!;
      const firstByte = table.firstByte[row]!;
      const finished = table.finished[row]!;
      const { [row]: size } = table.size;
      const { [row]: received } = table.received;
      const outcome = table.outcome[row]!;
      if (!(table.decided[row]! <= requested)) blame(`order: ${at} requested before decided`);
      if (!(requested >= 0)) blame(`order: ${at} requested at ${requested}`);
      if (firstByte < requested - 1e-9)
        blame(`order: ${at} first byte ${firstByte} before request ${requested}`);
      if (firstByte > finished + 1e-9)
        blame(`order: ${at} finished ${finished} before first byte ${firstByte}`);
      if (!(finished >= requested - 1e-9 && finished <= end.at)) blame(`order: ${at} finished ${finished}`);
      if (row > 0 && finished < table.finished[row - 1]!)
        blame(`order: ${at} finished before the row before`);
      if (!(received! >= 0 && received! <= size! * (1 + 1e-9)))
        blame(`received: ${at} ${received} of ${size}`);
      if (outcome === OUTCOME_CODE.delivered && received !== size)
        blame(`received: ${at} ${received} not ${size}`);
      if (Number.isNaN(firstByte) && received !== 0)
        blame(`received: ${at} ${received} without a first byte`);
      for (const buffer of [table.bufferBefore[row]!, table.bufferAfter[row]!])
        if (!(buffer >= 0 && (sought || buffer <= most + NEAR)))
          blame(`buffer: ${at} ${buffer}, most ${most}`);
      if (clock && live) {
        const segment = table.segment[row]!;
        const { [segment]: duration } = video.durations;
        const first = Math.min(live.chunk ?? duration!, duration!);
        const exists = clock.availableFrom(starts[segment]! + first);
        if (requested < exists - NEAR) blame(`live: ${at} requested at ${requested}, exists at ${exists}`);
      }
    }
  }
  for (const [index, other] of log.others.entries()) {
    const { requested, firstByte = requested, finished, received, size, outcome } = other;
    if (!(requested <= firstByte + 1e-9 && firstByte <= finished + 1e-9 && finished <= end.at))
      blame(`order: other ${index} ${requested} ${firstByte} ${finished}`);
    if (!(received >= 0 && received <= size * (1 + 1e-9)))
      blame(`received: other ${index} ${received} of ${size}`);
    if (outcome === "delivered" && received !== size)
      blame(`received: other ${index} ${received} not ${size}`);
  }
  return broken;
}

/** What is folded from a log adds up. */
function brokenByMetrics({ video, settings }: ClientSetup, log: SessionLog): string[] {
  const broken: string[] = [];
  const { metrics, played } = measureSession(log, video, settings);
  for (const [name, value] of Object.entries(metrics))
    if (typeof value === "number" && !(value >= 0 && value < Number.POSITIVE_INFINITY))
      broken.push(`metric ${name} is ${value}`);
  const { startup, stall, seek, played: playing, watched, media, completion } = metrics;
  const near = NEAR * Math.max(1, log.end.at);
  const { paused, starting } = stateTimes(log).seconds;
  if (Math.abs(watched + paused - log.end.at) > near)
    broken.push(`watched ${watched} and paused ${paused} are not ${log.end.at}`);
  if (Math.abs(watched - ((startup ?? starting) + playing + stall + seek)) > near)
    broken.push(`watched ${watched} is not startup, played, stall and seek`);
  if (completion > 1 + NEAR) broken.push(`completion ${completion}`);
  const shown = played.reduce((sum, part) => sum + part.shown, 0);
  if (Math.abs(shown - media) > near) broken.push(`shown ${shown} of ${media} media seconds`);
  if (metrics.wasted > metrics.downloaded * (1 + NEAR))
    broken.push(`wasted ${metrics.wasted} of ${metrics.downloaded} bits`);
  return broken;
}

/** What may be buffered, where nobody seeks back to where more is there. */
function mostBuffered(
  { player, device, content }: ClientSetup["settings"],
  durations: Float64Array,
): Seconds {
  // With a segment longer than the maximum, what playback stops with is still there when it is asked for.
  const longest = Math.max(...durations) + (player.stallBuffer ?? 0);
  if (content?.kind === "movie" && content.prefetchAbove !== undefined) return Number.POSITIVE_INFINITY;
  let factor = 1;
  let most = 1;
  for (const event of device?.events ?? [])
    if (event.what === "high latency") {
      factor *= Math.max(1, event.bufferFactor);
      most = Math.max(most, factor);
    }
  const max = Math.max(player.maxBuffer * most, player.bufferBySize?.most ?? 0, player.maxBufferAtTop ?? 0);
  return player.bufferLimit === "below" ? max + longest : Math.max(max, longest);
}

/** The bits of all requests are no more than the session's link carries, where it is the only one. */
function overDelivered(clients: readonly ClientSetup[], logs: readonly SessionLog[]): string[] {
  const [first] = clients;
  const oneLink = clients.every(
    ({ settings: { delivery } }) =>
      !delivery?.cdns?.some((cdn) => cdn.trace !== undefined) &&
      !delivery?.caches?.tiers.some((tier) => tier.private),
  );
  const holds = clients.some(({ settings }) => settings.network.latencyAdvancesTrace === false);
  if (!first || !oneLink || logs.length === 0) return [];
  const { trace, seed = 1, replicate = 0 } = first;
  let bits = 0;
  let until = 0;
  logs.forEach(({ requests, audio, others, end }, index) => {
    const { payloadShare = 1 } = clients[index]!.settings.network;
    let own = 0;
    for (const table of [requests, audio])
      for (let row = 0; row < table.count; row++) own += table.received[row]!;
    for (const other of others) own += other.received;
    bits += own / payloadShare;
    until = Math.max(until, end.at + clients[index]!.startAt);
  });
  const carried = holds
    ? Math.max(...trace.bandwidths) * until
    : new CapacityCursor(trace, traceOffset(trace, seed, replicate)).delivered(0, until);
  if (bits > carried * (1 + BITS_NEAR) + 1) return [`capacity: ${bits} bits received, ${carried} carried`];
  return [];
}
