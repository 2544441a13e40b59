import type { FidelityReport } from "../../model/fidelity.js";
import { openRenderer } from "../../report/charts/render.js";
import { playChart } from "../../report/fidelity/index.js";
import { openFolderWriter } from "../../report/files.js";
import { slugger } from "../../report/names.js";

const isOurs = (name: string): boolean => /^play-[^/]*\.svg$/.test(name);

/**
 * Draws each play beside its simulation, a file each; those of before go.
 *
 * @returns how many
 * @throws InputError when it cannot be written there
 */
export async function writePlayCharts({ plays, stream }: FidelityReport, folder: string): Promise<number> {
  const files = await openFolderWriter(folder, isOurs);
  try {
    const draw = openRenderer();
    const slug = slugger();
    for (const play of plays) {
      const { player, policy, trace } = play.playback;
      const name = slug("play", player, ...(policy === undefined ? [] : [policy]), trace);
      const { svg } = await draw(playChart(play, stream.video.levels), name);
      await files.write(`${name}.svg`, svg);
    }
    await files.close();
    return plays.length;
  } finally {
    await files.discard();
  }
}
