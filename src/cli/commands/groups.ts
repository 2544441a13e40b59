import { Command } from "commander";

/**
 * Groups whose commands name the formats and generators that there are. Loading those takes longer than all else that a
 * command line needs, so a group has its commands only where it is called; its name and line are all that others show.
 */
export const TRACES = () => new Command("traces").description("Work with bandwidth traces.");
export const VIDEOS = () =>
  new Command("videos").description("Work with videos: ladders and the sizes of their segments.");

/** @param called the command that is called, or asked about */
export async function groupCommands(called: string | undefined): Promise<Command[]> {
  return [
    called === "traces" ? (await import("./traces/index.js")).tracesCommand() : TRACES(),
    called === "videos" ? (await import("./videos/index.js")).videosCommand() : VIDEOS(),
  ];
}
