import type { OptionalColumn } from "./column.js";

/** How often the player went from one CDN to another. Choosing the first is no switch. */
export const cdnSwitches: OptionalColumn = {
  name: "cdn_switches",
  label: "CDN switches",
  unit: "",
  better: "lower",
  applies: ({ delivery }) => delivery?.cdns !== undefined,
  read: ({ log }) =>
    log.events.filter((event) => event.kind === "cdn" && event.from !== undefined && event.from !== event.to)
      .length,
};
