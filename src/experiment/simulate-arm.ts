import { seriesVideo } from "../engine/content/index.js";
import { createWorkspace, simulate, type Workspace } from "../engine/simulate.js";
import { type ClientSetup, simulateTogether } from "../engine/simulate-together.js";
import type { SessionLog } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import { type Plan, type Seat, type Unit, videoPlace } from "./plan.js";
import { isOracle, type LoadedPolicy } from "./policy-source.js";

/** A simulated session. Its log is valid until another unit is simulated. */
export interface SimulatedSession {
  readonly log: SessionLog;
  /** As it was played: of a series, all its episodes. */
  readonly video: Video;
}

/** Simulates arms, in memory that is used again and again. */
export class ArmSimulator {
  private readonly plan: Plan;
  private readonly policies: readonly (readonly LoadedPolicy[])[];
  private readonly workspaces: Workspace[] = [];
  private readonly cdnTraces: ReadonlyMap<string, Trace>;
  private readonly series = new Map<string, Video>();

  constructor(plan: Plan, policies: readonly (readonly LoadedPolicy[])[]) {
    this.plan = plan;
    this.policies = policies;
    this.cdnTraces = new Map(plan.cdnTraces.map(({ path, trace }) => [path, trace]));
  }

  /** @returns a session for each player of the arm; undefined where the arm takes no part in the unit */
  simulate(arm: number, unit: Unit): SimulatedSession[] | undefined {
    const { players } = this.plan.arms[arm]!;
    if (players.length === 1 && players[0]!.client === undefined) {
      const setup = this.setup({ arm, player: 0 }, unit);
      return setup && [{ log: simulate(setup, this.workspace(0)), video: setup.video }];
    }
    const setups = players.flatMap((_, player) => this.setup({ arm, player }, unit) ?? []);
    if (setups.length === 0) return undefined;
    const logs = simulateTogether(
      setups,
      setups.map((_, index) => this.workspace(index)),
    );
    return logs.map((log, index) => ({ log, video: setups[index]!.video }));
  }

  /** Undefined where the arm takes no part in the unit. */
  private setup(seat: Seat, unit: Unit): ClientSetup | undefined {
    const { plan } = this;
    const place = videoPlace(plan, seat, unit);
    if (place === undefined) return undefined;
    const { policy, options, settings, startAt } = plan.arms[seat.arm]!.players[seat.player]!;
    const { factory, describeError } = this.policies[seat.arm]![seat.player]!;
    return {
      trace: plan.traces[unit.trace]!,
      video: this.played(place, settings),
      policy: factory,
      tellsFuture: isOracle(policy),
      options,
      settings,
      seed: plan.seed,
      replicate: unit.replicate,
      cdnTraces: this.cdnTraces,
      describeError,
      startAt,
    };
  }

  private workspace(player: number): Workspace {
    this.workspaces[player] ??= createWorkspace();
    return this.workspaces[player];
  }

  /** The video as it is played: of a series, all its episodes. */
  private played(place: number, { content }: SessionSettings): Video {
    const video = this.plan.videos[place]!;
    if (content?.kind !== "series") return video;
    const key = `${place}/${content.episodes}`;
    let series = this.series.get(key);
    if (series === undefined) {
      series = seriesVideo(video, content.episodes);
      this.series.set(key, series);
    }
    return series;
  }
}
