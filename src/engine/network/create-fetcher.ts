import type { SessionEvent } from "../../model/session.js";
import type { CdnSettings, SessionSettings } from "../../model/settings/index.js";
import type { Trace } from "../../model/trace.js";
import type { Video } from "../../model/video.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { Agenda } from "../agenda.js";
import type { Links } from "./collaborators.js";
import { expectedPath } from "./delivery/cdn-measurement.js";
import { Delivery } from "./delivery/routing.js";
import { ListedFaults } from "./faults.js";
import { Fetcher } from "./fetcher.js";
import { NetworkTransport } from "./transport.js";

export interface ClientNetwork {
  readonly agenda: Agenda;
  /** May be shared with other clients. */
  readonly links: Links;
  readonly settings: SessionSettings;
  readonly video: Video;
  /** The link's trace, and those that CDNs have of their own. */
  readonly trace: Trace;
  readonly cdnTraces?: ReadonlyMap<string, Trace> | undefined;
  readonly random: (purpose: string) => RandomStream;
  /** When play is pressed, on the agenda's clock. */
  readonly startAt: Seconds;
  /** Into the log; times are the session's. */
  readonly note: (event: SessionEvent) => void;
}

/** One client's side of the network, by its settings: what is not asked for is not there. */
export function createFetcher(client: ClientNetwork): Fetcher {
  const { agenda, links, settings, video, random, startAt } = client;
  const note = (event: SessionEvent) => client.note({ ...event, at: event.at - startAt });
  const delivery =
    settings.delivery &&
    new Delivery({
      settings: settings.delivery,
      video,
      expected: (cdn) => expectedPath(cdn, pathOf(cdn, client), settings.network.rtt),
      random,
      note,
    });
  const { faults } = settings;
  const transport = new NetworkTransport({
    agenda,
    links,
    settings: settings.network,
    horizon: settings.player.starvedAfter,
    routing: delivery,
    faults: faults && faults.length > 0 ? new ListedFaults(faults, random, startAt) : undefined,
  });
  let jitter: RandomStream | undefined;
  return new Fetcher({
    transport,
    agenda,
    settings: settings.requests,
    random: () => {
      // Seeding a stream costs more than most sessions' requests.
      jitter ??= random("retry jitter");
      return jitter();
    },
    connectionClass: settings.device?.connection,
    protocol: settings.network.connection?.protocol,
    delivery,
    note,
  });
}

/** What is between the client and a CDN: a trace of the CDN's own, or the session's link. */
function pathOf(cdn: CdnSettings, { trace, cdnTraces }: ClientNetwork): Trace {
  return (cdn.trace === undefined ? undefined : cdnTraces?.get(cdn.trace)) ?? trace;
}
