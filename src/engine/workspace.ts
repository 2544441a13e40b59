import { SamplePool } from "./player/observed.js";
import { Recorder } from "./recorder.js";

/** Memory that sessions may share one after the other, so that a run of millions allocates next to nothing. */
export interface Workspace {
  readonly recorder: Recorder;
  readonly samples: SamplePool;
}

export function createWorkspace(): Workspace {
  return { recorder: new Recorder(), samples: new SamplePool() };
}
