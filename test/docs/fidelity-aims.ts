import type { FidelityReport, MeanAgreement } from "../../src/model/fidelity.js";
import { percent, signedPercent } from "../../src/report/number-format.js";

/** What the simulation of a player is to reach; shares, and seconds a session. */
interface Aim {
  /** Of the segments: a share of how many the player itself plays alike when it plays again. */
  readonly levels: number;
  readonly bias: number;
  readonly bitrate: number;
  readonly stall: number;
  readonly startup: number;
}

/** By what each player's own recordings differ: 88, 68 and 91 % of levels, 2.8, 8.3 and 0 % of bitrate. */
const AIMS: Readonly<Record<string, Aim>> = {
  hlsjs: { levels: 0.95 * 0.88, bias: 0.03, bitrate: 1.25 * 0.028 + 0.02, stall: 0.5, startup: 0.3 },
  dashjs: { levels: 0.9 * 0.68, bias: 0.04, bitrate: 1.25 * 0.083 + 0.02, stall: 1, startup: 0.3 },
  shaka: { levels: 0.9 * 0.91, bias: 0.04, bitrate: 0.02, stall: 0.5, startup: 0.3 },
};

/** A table of what is aimed at and what is reached, by recordings. */
export function aimsTable(reports: readonly (readonly [name: string, report: FidelityReport])[]): string {
  const rows = reports.flatMap(([name, { players }]) =>
    players.map(({ player, simulation }) => row(player, name, simulation, AIMS[player]!)),
  );
  return [
    "| player | recordings | levels agree | bitrate bias | bitrate error | stall error s | startup error s |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function row(player: string, name: string, mean: MeanAgreement, aim: Aim): string {
  const { levelAgreement, bitrateBias = 0, bitrateError = 0, stallError, startupError = 0 } = mean;
  const bias = signedPercent(bitrateBias) ?? "0 %";
  const cells = [
    cell(percent(levelAgreement)!, `at least ${percent(aim.levels)}`, levelAgreement >= aim.levels),
    cell(bias, `within ${percent(aim.bias)}`, Math.abs(bitrateBias) < aim.bias),
    cell(percent(bitrateError) ?? "0 %", `at most ${percent(aim.bitrate)}`, bitrateError <= aim.bitrate),
    cell(stallError.toFixed(2), `below ${aim.stall}`, stallError < aim.stall),
    cell(startupError.toFixed(2), `below ${aim.startup}`, startupError < aim.startup),
  ];
  return `| ${player} | ${name} | ${cells.join(" | ")} |`;
}

const cell = (reached: string, aim: string, isMet: boolean): string =>
  isMet ? `${reached} (${aim})` : `**${reached}** (${aim}: missed)`;
