import type { RequestDetail } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import { type Bits, bytesFromBits, type Seconds } from "../../units.js";
import { type OptionalColumn, type SessionView, segmentTables } from "./column.js";

/** A gigabyte as CDNs bill it. */
const BYTES_PER_GB = 1e9;
const SECONDS_PER_HOUR: Seconds = 3600;

/** Whether anything says what delivery costs. */
const isPriced = ({ cost, delivery }: SessionSettings): boolean =>
  cost !== undefined || (delivery?.cdns ?? []).some((cdn) => cdn.usdPerGB !== undefined);

function costUsd({ log, settings }: Pick<SessionView, "log" | "settings">): number | undefined {
  if (!isPriced(settings)) return undefined;
  const { cost, delivery } = settings;
  const own = new Set(delivery?.caches?.tiers.filter((tier) => tier.private).map((tier) => tier.name));
  const priceOf = (detail: RequestDetail | undefined): number => {
    if (detail?.tier !== undefined && own.has(detail.tier)) return 0;
    const cdn = delivery?.cdns?.find(({ name }) => name === detail?.cdn);
    return cdn?.usdPerGB ?? cost?.usdPerGB ?? 0;
  };
  let usd = 0;
  const pay = (received: Bits, detail: RequestDetail | undefined) => {
    usd += (bytesFromBits(received) / BYTES_PER_GB) * priceOf(detail);
  };
  for (const table of segmentTables(log))
    for (let row = 0; row < table.count; row++) pay(table.received[row]!, table.details[row]);
  for (const other of log.others) pay(other.received, other);
  return usd * (1 - (cost?.savings ?? 0));
}

/**
 * What delivery cost, USD (003 section 7): all bits that arrived, of video, audio and everything else, shown or not,
 * at the price of the CDN that sent them, or where it says none, at the price of the settings; less the share that
 * `savings` says a better ladder or codec would save. Excludes what the viewer's own cache answered, and all costs
 * but delivery's.
 */
export const cost: OptionalColumn = {
  name: "cost_usd",
  label: "delivery cost",
  unit: "USD",
  better: "lower",
  applies: isPriced,
  read: costUsd,
};

/** The time watched in hours: what `cost_usd_per_hour` divides by over a set of sessions. */
export const watchedHours: OptionalColumn = {
  name: "watched_h",
  label: "hours watched",
  unit: "h",
  better: "neither",
  applies: isPriced,
  read: ({ metrics }) => metrics.watched / SECONDS_PER_HOUR,
};

/** Delivery cost by the hour watched, USD/h; over a set, all cost over all hours. Startup and stalls are watched time. */
export const costPerHour: OptionalColumn = {
  name: "cost_usd_per_hour",
  label: "delivery cost per hour",
  unit: "USD/h",
  better: "lower",
  ratioOf: { numerator: ["cost_usd"], denominator: ["watched_h"] },
  applies: isPriced,
  read(session) {
    const usd = costUsd(session);
    const { watched } = session.metrics;
    return usd !== undefined && watched > 0 ? usd / (watched / SECONDS_PER_HOUR) : undefined;
  },
};
