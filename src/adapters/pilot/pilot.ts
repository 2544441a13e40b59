import { pageRandom } from "../../model/page-random.js";
import type { Decision, InFlight, Policy, PolicyContext, PolicyFactory, Sample } from "../../model/policy.js";
import {
  abandonmentPartsOf,
  abandonmentProblem,
  decisionProblem,
  describeThrown,
  partsOf,
  policyProblem,
} from "../../model/policy-problems.js";
import type { RecordedCall, RecordingHeader } from "../../model/recording.js";
import type { Level } from "../../model/video.js";
import type { Bits, Seconds } from "../../units.js";
import { VERSION } from "../../version.js";
import { type Capabilities, notCarriedOver, notSupported } from "./capabilities.js";
import { Notices } from "./notices.js";
import { LiveObservation } from "./observation.js";
import type { AdapterOptions } from "./options.js";
import {
  recordedDecision,
  recordedInFlight,
  recordedLevel,
  recordedLine,
  recordedObservation,
  recordedSample,
  type Unwritten,
} from "./record.js";

/** What a player knows when a session begins. */
export interface PilotSetting {
  /** Name and version of the player. */
  readonly player: string;
  /** By rising bitrate. */
  readonly levels: readonly Level[];
  /** Nominal. */
  readonly segmentDuration: Seconds;
  readonly maxBuffer: Seconds;
  readonly media: PolicyContext["media"];
  readonly can: Capabilities;
}

/** What is to be done about a segment. */
export interface Orders {
  /** Within what is allowed. */
  readonly level: number;
  /** How long to hold the request back. */
  readonly wait: Seconds;
  /** Media time from which buffered segments should be replaced. */
  readonly replaceFrom: Seconds | undefined;
}

/**
 * A policy at the controls of a real player. Adapters fill in {@link observation} and call; whatever the policy does,
 * they get orders that a player can follow: once it throws, or answers nonsense, it is not asked again, and every
 * order is the lowest level that is allowed.
 */
export class Pilot {
  readonly observation: LiveObservation;
  readonly notices: Notices;
  private readonly policy: Policy | undefined;
  private readonly setting: PilotSetting;
  private readonly wishes: AdapterOptions;
  private readonly sizes = new Map<number, readonly Bits[]>();
  private readonly hears: boolean = false;
  private readonly name: string = "the policy";
  private failed = false;
  /** What was wrong with the policy, until a recorded decision has said so. */
  private untold: string | undefined;

  constructor(
    factory: PolicyFactory,
    wishes: AdapterOptions,
    setting: PilotSetting,
    notices: Notices = new Notices(wishes.onNotice),
  ) {
    const { segmentDuration, maxBuffer, media, can } = setting;
    const { options = {} } = wishes;
    const levels = Object.freeze(setting.levels.map((level) => Object.freeze({ ...level })));
    this.setting = setting;
    this.wishes = wishes;
    this.notices = notices;
    const seed = this.wholeSeed();
    const recordedOptions = this.wishes.record && this.serialisable(options);
    this.observation = new LiveObservation(levels, segmentDuration, maxBuffer);
    const context: PolicyContext = {
      levels,
      segmentDuration,
      maxBuffer,
      media,
      random: pageRandom(seed),
      sizeOf: (index, level) => this.sizes.get(index)?.[level],
    };
    const made = this.guarded("the factory", () => {
      const policy: unknown = factory({ ...options }, context);
      refuse(policyProblem(policy));
      const { name, onProgress } = policy as Policy;
      return {
        policy: policy as Policy,
        name: typeof name === "string" ? name : "unnamed",
        hears: onProgress !== undefined,
      };
    });
    this.policy = made?.policy;
    if (made) {
      this.name = made.name;
      this.hears = made.hears;
    }
    this.log(() => ({
      abrsim_recording: 1,
      abrsim: VERSION,
      player: setting.player,
      policy: this.name,
      options: recordedOptions ?? {},
      policy_sha256: wishes.policySha256,
      mode: this.shadow ? "shadow" : "drive",
      seed,
      media,
      segment_duration_s: segmentDuration,
      max_buffer_s: maxBuffer,
      levels: levels.map(recordedLevel),
    }));
    if (made && !this.shadow) this.tellMissing(notSupported(made.hears, can));
  }

  get shadow(): boolean {
    return this.wishes.shadow === true;
  }

  /** Whether it is of use to report progress. */
  get hearsProgress(): boolean {
    return !this.failed && this.hears;
  }

  /** The sizes of a segment by level, as soon as the player knows them. */
  knowSizes(segment: number, bits: readonly Bits[]): void {
    if (this.sizes.has(segment)) return;
    this.sizes.set(segment, bits);
    this.log(() => ({ call: "sizes", segment, sizes_bits: bits }));
  }

  /** Of a segment, by level, where they are known. */
  sizesOf(segment: number): readonly Bits[] | undefined {
    return this.sizes.get(segment);
  }

  /**
   * Asks about the segment that the observation shows.
   *
   * @param playerLevel in a shadow: what the player's own logic chose
   */
  decide(playerLevel?: number): Orders {
    const { observation, setting } = this;
    const decision = this.guarded("decide()", () => {
      const answer = partsOf(this.policy!.decide(observation.shown()));
      refuse(decisionProblem(answer, setting.levels.length));
      return answer as Decision;
    });
    const problem = this.untold;
    this.untold = undefined;
    const level = decision ? this.allowed(decision.level) : observation.allowed[0];
    this.log(() => ({
      call: "decide",
      observation: recordedObservation(observation),
      decision: decision && recordedDecision(decision),
      problem,
      level,
      player_level: playerLevel,
    }));
    if (decision && !this.shadow) this.tellMissing(notCarriedOver(decision, setting.can));
    this.tellPage("onDecision", () =>
      this.wishes.onDecision?.({ observation, decision, level, playerLevel }),
    );
    return { level, wait: decision?.waitSeconds ?? 0, replaceFrom: decision?.replaceFrom };
  }

  /** A download finished. The observation is of that instant; the sample is added to it here. */
  sampled(sample: Sample): void {
    const { observation } = this;
    observation.samples.push(sample);
    observation.lastLevel = sample.level;
    this.log(() => ({
      call: "sample",
      sample: recordedSample(sample),
      observation: recordedObservation(observation),
    }));
    this.guarded("onSample()", () =>
      this.policy!.onSample?.(Object.freeze({ ...sample }), observation.shown()),
    );
  }

  /** @returns the level for which the download should be given up; undefined to let it go on */
  progressed(inFlight: InFlight): number | undefined {
    if (!this.hearsProgress) return undefined;
    const { observation, setting } = this;
    observation.inFlight = inFlight;
    const to = this.guarded("onProgress()", () => {
      const shown = observation.shown();
      const answer = abandonmentPartsOf(this.policy!.onProgress!(shown.inFlight!, shown));
      refuse(abandonmentProblem(answer, setting.levels.length));
      return (answer as { readonly abandonTo: number } | undefined)?.abandonTo;
    });
    this.log(() => ({
      call: "progress",
      in_flight: recordedInFlight(inFlight),
      observation: recordedObservation(observation),
      abandon_to: to,
    }));
    delete observation.inFlight;
    return to === undefined ? undefined : this.allowed(to);
  }

  /** The player waited so long because its buffer was full. */
  idled(seconds: Seconds): void {
    if (!(seconds > 0)) return;
    this.log(() => ({ call: "idle", idle_s: seconds }));
    this.tellPolicy("onIdle", seconds);
  }

  stalled(at: Seconds): void {
    this.log(() => ({ call: "stall", at_s: at }));
    this.tellPolicy("onStall", at);
  }

  sought(to: Seconds): void {
    this.log(() => ({ call: "seek", to_s: to }));
    this.tellPolicy("onSeek", to);
  }

  /** The nearest to a level that is allowed. */
  private allowed(level: number): number {
    const [lowest, highest] = this.observation.allowed;
    return Math.min(Math.max(level, lowest), highest);
  }

  /** Of what it may have no ear for. */
  private tellPolicy(method: "onIdle" | "onStall" | "onSeek", seconds: Seconds): void {
    this.guarded(`${method}()`, () => this.policy![method]?.(seconds));
  }

  /** Runs the policy's code. From its first failure on, it runs no more. */
  private guarded<T>(what: string, run: () => T): T | undefined {
    if (this.failed) return undefined;
    try {
      return run();
    } catch (error) {
      this.failed = true;
      const words = error instanceof BadAnswer ? error.message : `${what} threw ${describeThrown(error)}`;
      this.untold = words;
      this.notices.tell(
        "policy failed",
        `${this.name} in ${this.setting.player}: ${words}. ${this.shadow ? "It is not asked again" : "Playback goes on at the lowest level allowed"}.`,
      );
      return undefined;
    }
  }

  private wholeSeed(): number {
    const { seed = 1 } = this.wishes;
    if (Number.isSafeInteger(seed)) return seed;
    this.notices.tell("bad input", `expected a whole number as seed, got ${describeThrown(seed)}. It is 1.`);
    return 1;
  }

  /** Options as JSON has them: a function, such as an estimator's, by its name. */
  private serialisable(options: object): Record<string, unknown> {
    const named = (_: string, value: unknown) => (typeof value === "function" ? value.name : value);
    try {
      return JSON.parse(JSON.stringify(options, named)) as Record<string, unknown>;
    } catch (error) {
      this.notices.tell(
        "bad input",
        `the options of ${this.setting.player}'s policy cannot be recorded: ${describeThrown(error)}. The recording has none.`,
      );
      return {};
    }
  }

  private tellMissing(clauses: readonly string[]): void {
    for (const clause of clauses)
      this.notices.tell(
        "not carried over",
        `${this.name} cannot ${clause} in ${this.setting.player}: it may differ from its simulation.`,
      );
  }

  private log(line: () => Unwritten<RecordingHeader | RecordedCall>): void {
    const { record } = this.wishes;
    if (record) this.tellPage("record", () => record(recordedLine(line())));
  }

  /** Runs a function of the page, whose failures are not the player's. */
  private tellPage(which: "record" | "onDecision", run: () => void): void {
    try {
      run();
    } catch (error) {
      this.notices.tell("bad input", `the page's ${which} threw ${describeThrown(error)}.`, which);
    }
  }
}

/** What is wrong with an answer, in words that name the method. */
class BadAnswer extends Error {}

/** @param problem if there is one */
function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new BadAnswer(problem);
}
