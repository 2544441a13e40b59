import type { StartupSettings, StartupStage } from "../../model/settings/index.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { SessionControl } from "../session-control.js";

/**
 * How long each stage takes, in order: an even draw from its range, of which each takes one number of the stream,
 * whether the stages then follow one another or not. Undefined for stages that fetch something: the link decides.
 */
export function drawStages(
  stages: readonly StartupStage[],
  random: RandomStream,
): readonly (Seconds | undefined)[] {
  return stages.map((stage) =>
    "size" in stage ? undefined : stage.shortest + random() * (stage.longest - stage.shortest),
  );
}

/**
 * Goes through what happens between pressing play and the first segment's request, such as authorisation, manifest
 * and licence (003 section 2.1), one after the other or all at once (003 section 4.2: the longest counts).
 *
 * A stage that fetches something waits for it. If that fails, retries included, or takes longer than the player bears,
 * the stage never ends, as playback without its manifest or licence cannot begin.
 *
 * @param done called once, when the last stage has ended: media may be asked for
 * @param failed called, possibly more than once, when that will never be
 */
export function runStages(
  session: SessionControl,
  settings: StartupSettings,
  { done, failed }: { readonly done: () => void; readonly failed: () => void },
): void {
  const { order, stages } = settings;
  const times = drawStages(stages, session.random("startup stages"));
  let open = stages.length;

  const run = (index: number) => {
    const stage = stages[index]!;
    const from = session.now;
    const end = () => {
      session.note({ at: session.now, kind: "stage", name: stage.name, from });
      open--;
      if (open === 0) done();
      else if (order === "sequential") run(index + 1);
    };
    if ("size" in stage) {
      const manifest = stage.name === "manifest";
      const patience = session.at(from + session.settings.player.starvedAfter, failed);
      session.fetchOther({
        kind: manifest ? "manifest" : "startup",
        size: stage.size,
        resource: manifest ? "manifest" : `startup/${stage.name}`,
        finished(outcome) {
          session.cancel(patience);
          if (outcome === "delivered") end();
          else failed();
        },
      });
    } else session.at(from + times[index]!, end);
  };

  if (open === 0) done();
  else if (order === "sequential") run(0);
  else for (let index = 0; index < stages.length; index++) run(index);
}
