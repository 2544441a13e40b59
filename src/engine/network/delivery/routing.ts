import type { SessionEvent } from "../../../model/session.js";
import type { CdnSettings, DeliverySettings } from "../../../model/settings/index.js";
import type { Video } from "../../../model/video.js";
import type { RandomStream } from "../../../random.js";
import type { BitsPerSecond, Seconds } from "../../../units.js";
import type { RoutedExchange, Routing } from "../collaborators.js";
import type { ExchangeSpec, Route } from "../exchange.js";
import type { CdnGuide } from "../fetch.js";
import { type CachePath, Caches } from "./caches.js";
import { CdnChoice, LEAST_SAMPLE } from "./cdn-choice.js";
import type { CdnPath } from "./cdn-measurement.js";

/** The host that answers where no CDNs are named. */
export const ORIGIN = "origin";

export interface DeliveryOptions {
  readonly settings: DeliverySettings;
  readonly video: Video;
  /** What a client expects of a CDN before it has measured anything. */
  readonly expected: (cdn: CdnSettings) => CdnPath;
  /** The stream of a name, the same for all arms. */
  readonly random: (purpose: string) => RandomStream;
  /** Into the log; times are those of the requests. */
  readonly note: (event: SessionEvent) => void;
}

/**
 * Where media comes from: the viewer's own caches, else a CDN, whose caches pass on what they do not hold. The
 * transport asks where a request goes; the fetcher asks for alternatives, and tells what it has seen.
 */
export class Delivery implements Routing, CdnGuide {
  private readonly choices: CdnChoice | undefined;
  private readonly caches: Caches | undefined;

  constructor({ settings, video, expected, random, note }: DeliveryOptions) {
    const { cdns, selection, caches } = settings;
    this.choices = cdns && new CdnChoice({ cdns, selection, expected, note });
    this.caches = caches && new Caches(caches, video, random);
  }

  /** @throws RangeError when the wish is for a CDN that there is not */
  route(spec: ExchangeSpec, wish: Route | undefined, now: Seconds): RoutedExchange {
    const { choices, caches } = this;
    // What the viewer has needs no CDN, so it is no occasion to choose one.
    if (caches?.local(spec, now)) return localExchange(caches.follow(spec, ORIGIN, now));
    const cdn = wish?.cdn === undefined ? choices?.current(now) : choices?.named(wish.cdn);
    const host = cdn?.name ?? ORIGIN;
    const path = caches?.follow(spec, host, now);
    const pathLatency = cdn?.latency ?? 0;
    return {
      host,
      ...(cdn && { cdn: cdn.name }),
      ...(path && { tier: path.tier }),
      ...(cdn?.trace !== undefined && { link: cdn.trace }),
      extraLatency: pathLatency + (path?.latency ?? 0),
      pathLatency,
      ...(path?.rateCap !== undefined && { rateCap: path.rateCap }),
      ...(cdn?.factor !== undefined && { shareOfLink: cdn.factor }),
      finished: (outcome, then) => {
        if (outcome === "done") {
          path?.store(then);
          choices?.succeeded(host);
        } else if (outcome === "failed") choices?.failed(host, then);
      },
    };
  }

  choice(now: Seconds): string | undefined {
    return this.choices?.current(now).name;
  }

  others(than: readonly string[], now: Seconds): readonly string[] {
    return this.choices?.others(than, now) ?? [];
  }

  local(spec: ExchangeSpec, now: Seconds): boolean {
    return this.caches?.local(spec, now) ?? false;
  }

  measured(cdn: string, spec: ExchangeSpec, latency: Seconds, throughput: BitsPerSecond | undefined): void {
    // What comes into being as it is sent is as slow as its making, not as the CDN.
    const tells = spec.size >= LEAST_SAMPLE && !spec.pieces;
    this.choices?.measured(cdn, latency, tells ? throughput : undefined);
  }

  timedOut(cdn: string, now: Seconds): void {
    this.choices?.failed(cdn, now);
  }

  giveUp(cdn: string, now: Seconds): void {
    this.choices?.giveUp(cdn, now);
  }
}

function localExchange({ tier, latency }: CachePath): RoutedExchange {
  return { host: tier, tier, extraLatency: latency, local: true, finished: () => {} };
}
