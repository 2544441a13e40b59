import type { LevelFile, LevelFilesSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { PRIORITY } from "../agenda.js";
import type { SessionClock } from "../session-clock.js";
import type { OtherFetch } from "../session-control.js";
import { PatienceWatch } from "./patience-watch.js";

/** What became of a file. */
type State = "missing" | "coming" | "there";

/** A file of one level, and who waits for it. */
class LoadedFile {
  private state: State = "missing";
  private readonly waiting: (() => void)[] = [];
  private readonly load: (came: () => void) => void;

  /** @param load fetches the file, and tells when it can be used */
  constructor(load: (came: () => void) => void) {
    this.load = load;
  }

  /** Asks for the file, unless it has been asked for. */
  begin(): void {
    if (this.state !== "missing") return;
    this.state = "coming";
    this.load(() => {
      this.state = "there";
      for (const then of this.waiting.splice(0)) then();
    });
  }

  /** Calls as soon as the file can be used, at once if it can be now. */
  whenThere(then: () => void): void {
    if (this.state === "there") then();
    else {
      this.waiting.push(then);
      this.begin();
    }
  }
}

export interface LevelFilesParts {
  readonly clock: SessionClock;
  readonly settings: LevelFilesSettings;
  /** Sends a request beside the segments'. */
  readonly fetch: (request: OtherFetch) => void;
  /** For how long a file is waited for. */
  readonly patience: Seconds;
  /** The viewer wants a pause, in which nobody loses patience. */
  readonly paused: () => boolean;
  /** A file does not come, and nothing can be played without it; possibly told more than once. */
  readonly starved: () => void;
}

/** Playlists and initialisation segments: what is loaded of a level beside its segments, when it is first used. */
export class LevelFiles {
  private readonly parts: LevelFilesParts;
  private readonly playlists = new Map<number, LoadedFile>();
  private readonly inits = new Map<number, LoadedFile>();
  private lastLevel: number | undefined;
  /** One for each file that is on its way. */
  private readonly waits = new Set<PatienceWatch>();

  constructor(parts: LevelFilesParts) {
    this.parts = parts;
  }

  /** A segment of this level is to be asked for: calls as soon as that can be done, at once if it can be now. */
  beforeRequest(level: number, then: () => void): void {
    const { playlist, init } = this.parts.settings;
    if (init?.again === "each switch" && level !== this.lastLevel) this.inits.delete(level);
    this.lastLevel = level;
    const loadInit = () => {
      const file = init && this.file(this.inits, level, init, "init");
      if (file && init.order === "before segment") {
        file.whenThere(then);
        return;
      }
      file?.begin();
      then();
    };
    if (playlist) this.file(this.playlists, level, playlist, "playlist").whenThere(loadInit);
    else loadInit();
  }

  /** A segment of this level has come: calls as soon as it can be decoded. */
  whenDecodable(level: number, then: () => void): void {
    const file = this.inits.get(level);
    if (file) file.whenThere(then);
    else then();
  }

  /** The viewer may have pressed pause, or play. */
  reconsider(): void {
    for (const wait of this.waits) wait.stand(this.parts.paused());
  }

  private file(
    files: Map<number, LoadedFile>,
    level: number,
    settings: LevelFile,
    kind: FileKind,
  ): LoadedFile {
    let file = files.get(level);
    if (!file) {
      file = new LoadedFile((came) => this.load(settings, kind, level, came));
      files.set(level, file);
    }
    return file;
  }

  private load({ size, processing }: LevelFile, kind: FileKind, level: number, came: () => void): void {
    const { clock, fetch, patience, paused, starved } = this.parts;
    const wait = new PatienceWatch(clock, patience, starved);
    this.waits.add(wait);
    wait.stand(paused());
    wait.wait();
    fetch({
      kind,
      size,
      resource: `${kind}/${level}`,
      finished: (outcome) => {
        wait.came(false);
        this.waits.delete(wait);
        if (outcome !== "delivered") starved();
        else if (processing > 0) clock.at(clock.now + processing, PRIORITY.room, came);
        else came();
      },
    });
  }
}

type FileKind = "playlist" | "init";
