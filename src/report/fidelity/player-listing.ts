import type { FidelityReport, MeanAgreement, PlayerFidelity } from "../../model/fidelity.js";
import { fixed, type Listing, type ListingColumn } from "../listings/index.js";
import { NO_VALUE, percent, signedPercent } from "../number-format.js";

/** A figure of the simulation, and how it is for the player beside itself. */
interface Row extends PlayerFidelity {
  readonly of: "simulation" | "ceiling";
  readonly figures: MeanAgreement;
}

/** How well each player is foretold; below it, how well it agrees with itself. */
export function playerListing({ players }: Pick<FidelityReport, "players">): Listing<Row> {
  const rows = players.flatMap((player): Row[] => [
    { ...player, of: "simulation", figures: player.simulation },
    ...(player.ceiling ? [{ ...player, of: "ceiling" as const, figures: player.ceiling }] : []),
  ]);
  const columns: readonly ListingColumn<Row>[] = [
    {
      name: "player",
      read: ({ player }) => player,
      show: ({ player, versions, of }) => (of === "ceiling" ? "" : `${player} ${versions.join(", ")}`),
    },
    ...(players.some(({ policy }) => policy !== undefined)
      ? [{ name: "policy", read: ({ policy = "its own" }: Row) => policy }]
      : []),
    {
      name: "of",
      heading: "",
      read: ({ of }) => of,
      show: ({ of }) => (of === "ceiling" ? "itself, once more" : "simulated"),
    },
    { name: "plays", read: ({ figures }) => figures.plays },
    {
      name: "level_agreement",
      heading: "levels\nagree",
      read: ({ figures }) => figures.levelAgreement,
      show: ({ figures }) => percent(figures.levelAgreement),
    },
    {
      name: "mean_level_difference",
      heading: "mean level\ndifference",
      ...fixed(({ figures }) => figures.meanLevelDifference, 2),
    },
    { name: "bitrate_bias", heading: "bitrate\nbias", ...share("bitrateBias") },
    { name: "bitrate_error", heading: "bitrate\nerror", ...share("bitrateError") },
    { name: "stall_error_s", heading: "stall\nerror s", ...fixed(({ figures }) => figures.stallError, 2) },
    {
      name: "startup_error_s",
      heading: "startup\nerror s",
      ...fixed(({ figures }) => figures.startupError, 2),
    },
    { name: "qoe_error", heading: "QoE\nerror", ...fixed(({ figures }) => figures.qoeError, 2) },
    { name: "switches_bias", heading: "switches\nbias", ...fixed(({ figures }) => figures.switchesBias, 1) },
  ];
  return { columns, rows };
}

const share = (figure: "bitrateBias" | "bitrateError"): Pick<ListingColumn<Row>, "read" | "show"> => ({
  read: ({ figures }) => figures[figure],
  show({ figures }) {
    const value = figures[figure];
    if (value === undefined) return NO_VALUE;
    return (figure === "bitrateBias" ? signedPercent(value) : percent(value)) ?? "0 %";
  },
});
