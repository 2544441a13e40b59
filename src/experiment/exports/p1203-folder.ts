import { csvLine } from "../../report/csv.js";
import { openFolderWriter, removeFilesIn } from "../../report/files.js";
import { slugger } from "../../report/names.js";
import { P1203_FOLDER } from "../folder/owner.js";
import { hasClients, identityOf, type Plan, seatsOf, unitAt } from "../plan.js";
import type { ExportedSession } from "../result-table.js";

const INDEX = "index.csv";
/** What abrsim writes there, and so may remove. */
const isOurs = (name: string): boolean => name === INDEX || /^[a-z0-9-]+\/[a-z0-9-]+\.json$/.test(name);

/** The P.1203 inputs of a run, which appear in its results folder when all are written. */
export interface P1203Folder {
  add(sessions: readonly ExportedSession[]): Promise<void>;
  /** @returns sessions of which there is no file, because nothing was shown */
  close(): Promise<number>;
  /** Throws away what was written; what was there before stays. Does nothing after `close`. */
  discard(): Promise<void>;
}

/**
 * Opens `<out>/p1203/`: a folder for each arm, in it a file for each session, and `index.csv`, which says what session
 * each file is of. It replaces what an earlier run wrote there, and leaves alone what others did.
 *
 * @throws InputError when it cannot be written
 */
export async function openP1203Folder(out: string, plan: Plan): Promise<P1203Folder> {
  const files = await openFolderWriter(`${out}/${P1203_FOLDER}`, isOurs);
  const seats = seatsOf(plan);
  const clients = hasClients(plan);
  const client = clients ? ["client"] : [];
  let index = csvLine(["file", "policy", ...client, "trace_set", "trace", "video", "replicate"]);
  let nothingShown = 0;
  const folderSlug = slugger();
  const folders = plan.arms.map(({ name }) => ({ folder: folderSlug(name), slug: slugger() }));

  const addSession = async ({ unit, seat: number, input }: ExportedSession) => {
    if (input === undefined) {
      nothingShown++;
      return;
    }
    const seat = seats[number]!;
    const { policy, client, traceSet, trace, video, replicate } = identityOf(plan, seat, unitAt(plan, unit));
    const { folder, slug } = folders[seat.arm]!;
    const name = `${folder}/${slug(trace, ...(client === undefined ? [] : [client]), video, `r${replicate}`)}.json`;
    await files.write(name, input);
    index += csvLine([name, policy, ...(clients ? [client] : []), traceSet, trace, video, replicate]);
  };
  return {
    async add(sessions) {
      for (const session of sessions) await addSession(session);
    },
    async close() {
      await files.write(INDEX, index);
      await files.close();
      return nothingShown;
    },
    discard: () => files.discard(),
  };
}

/** Removes what an earlier run exported. @throws InputError when it cannot be removed */
export const removeP1203Folder = (out: string): Promise<void> =>
  removeFilesIn(`${out}/${P1203_FOLDER}`, isOurs);
