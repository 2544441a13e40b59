import type { Future, Policy } from "../model/policy.js";
import { describeThrown } from "../model/policy-problems.js";
import { type SessionLog, STATE_CODE } from "../model/session.js";
import type { Trace } from "../model/trace.js";
import type { Seconds } from "../units.js";
import { Agenda, PRIORITY } from "./agenda.js";
import { behavioursOf, DeviceModel } from "./behaviours/index.js";
import { type Content, contentOf } from "./content/index.js";
import { futureOf } from "./future.js";
import { CapacityCursor } from "./network/capacity.js";
import type { Links } from "./network/collaborators.js";
import { createFetcher } from "./network/create-fetcher.js";
import { Link } from "./network/link.js";
import { Limits } from "./player/limits.js";
import { PolicyFault } from "./player/policy-fault.js";
import { PolicyHost } from "./player/policy-host.js";
import { Session } from "./session.js";
import { SessionClock } from "./session-clock.js";
import { instantiate, type SimulationSetup, streamsOf, traceOffset } from "./simulation-setup.js";
import { createWorkspace, type Workspace } from "./workspace.js";

/** One of several viewers on one link. */
export interface ClientSetup<Options extends object = object> extends SimulationSetup<Options> {
  /** When this viewer presses play, after the simulation began. */
  readonly startAt: Seconds;
  /** The policy, where it has been made already. */
  readonly instance?: Policy;
}

/**
 * Simulates viewers who share one link, each with a policy, settings and a log of its own. The link is the trace of
 * the first, from where its seed and replicate say.
 *
 * @param workspaces memory, one a client; logs are valid until theirs is used again
 * @returns the logs in order of clients, each counting time from when its viewer pressed play
 */
export function simulateTogether(
  clients: readonly ClientSetup[],
  workspaces: readonly Workspace[] = clients.map(createWorkspace),
): SessionLog[] {
  const agenda = new Agenda();
  const links = createLinks(clients, agenda);
  const sessions = clients.map((client, index) => {
    const future = () => sharedFuture(client, clients[0]!, links);
    return prepare(client, index, workspaces[index]!, agenda, links, future);
  });
  while (sessions.some((session) => session !== undefined && !session.end)) {
    try {
      if (!agenda.step()) break;
    } catch (thrown) {
      const index = sessions.findIndex((session) => session && !session.end && session.host.asking);
      if (index < 0) throw thrown;
      sessions[index]!.fail(faultOf(sessions[index]!, thrown, clients[index]!));
    }
  }
  return workspaces.map(({ recorder }, index) => {
    const session = sessions[index];
    // With nothing left to happen, nothing will ever come.
    session?.starve();
    if (session?.end) recorder.end = session.end;
    return recorder;
  });
}

/** The session, waiting for its viewer to press play; undefined if it has no policy and ended before it began. */
function prepare(
  client: ClientSetup,
  index: number,
  { recorder, samples }: Workspace,
  agenda: Agenda,
  links: Links,
  future: () => Future,
): Session | undefined {
  const { settings, video, startAt } = client;
  recorder.reset();
  const random = streamsOf(client, index);
  const policy = client.instance ?? instantiate(client, random, future);
  if (typeof policy === "string") {
    recorder.state(STATE_CODE.starting, 0, 0);
    recorder.end = { status: "failed", at: 0, segment: 0, problem: policy };
    return undefined;
  }
  const clock = new SessionClock(agenda, startAt);
  const content: Content = settings.content ? contentOf(settings.content, video) : {};
  const limits = new Limits(video.levels.length - 1, settings.player.maxBuffer);
  let device: DeviceModel | undefined;
  const host = new PolicyHost(policy, video, limits.maxBuffer, recorder, samples, (observed) => {
    if (content.live) observed.live = content.live.state(clock.now, session.position());
    if (device) observed.device = device.state();
  });
  if (settings.player.knowsSizes === false) host.observed.hideSizes();
  const behaviours = behavioursOf(settings);
  if (content.behaviour) behaviours.unshift(content.behaviour);
  const fetcher = createFetcher({
    agenda,
    links,
    settings,
    video,
    trace: client.trace,
    cdnTraces: client.cdnTraces,
    random,
    startAt,
    note: (event) => recorder.events.push(event),
  });
  const session: Session = new Session({
    clock,
    settings,
    video,
    recorder,
    host,
    fetcher,
    limits,
    content,
    behaviours,
    random,
  });
  if (settings.device) device = new DeviceModel(settings.device, session);
  agenda.at(startAt, PRIORITY.arrival, () => session.start());
  return session;
}

function createLinks(clients: readonly ClientSetup[], agenda: Agenda): Links {
  const [first] = clients;
  const { trace, seed = 1, replicate = 0 } = first!;
  const horizon = Math.max(...clients.map(({ settings }) => settings.player.starvedAfter));
  const linkOver = (over: Trace) => {
    const capacity = new CapacityCursor(over, traceOffset(over, seed, replicate));
    return { capacity, link: new Link(capacity, agenda, horizon) };
  };
  const own = linkOver(trace);
  const others = new Map<string, ReturnType<typeof linkOver>>();
  for (const [name, other] of first!.cdnTraces ?? []) others.set(name, linkOver(other));
  return {
    linkOf(name) {
      if (name === undefined) return own;
      const link = others.get(name);
      if (!link) throw new RangeError(`no trace ${name} was given for a CDN of that trace`);
      return link;
    },
  };
}

/** What comes of the link that the clients share, which is the first's. */
function sharedFuture({ settings, startAt }: ClientSetup, first: ClientSetup, links: Links): Future {
  const { trace, seed = 1, replicate = 0 } = first;
  const { link } = links.linkOf(undefined);
  return futureOf({
    trace,
    offset: traceOffset(trace, seed, replicate),
    network: settings.network,
    horizon: settings.player.starvedAfter,
    startAt,
    held: () => link.held,
  });
}

/** What the policy did wrong, in words. */
function faultOf(session: Session, thrown: unknown, { describeError = describeThrown }: ClientSetup): string {
  if (thrown instanceof PolicyFault) return thrown.message;
  return `${session.host.asking}() threw ${describeError(thrown)}`;
}
