import { seriesVideo } from "../engine/content/index.js";
import { createWorkspace, simulate, type Workspace } from "../engine/simulate.js";
import { simulateTogether } from "../engine/simulate-together.js";
import type { SessionLog } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import { type Plan, type Unit, videoPlace } from "./plan.js";
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
    const { plan } = this;
    const { players } = plan.arms[arm]!;
    const setups = players.map((player, index) => {
      const place = videoPlace(plan, { arm, player: index }, unit);
      const { factory, describeError } = this.policies[arm]![index]!;
      return {
        trace: plan.traces[unit.trace]!,
        video: place,
        policy: factory,
        tellsFuture: isOracle(player.policy),
        options: player.options,
        settings: player.settings,
        seed: plan.seed,
        replicate: unit.replicate,
        cdnTraces: this.cdnTraces,
        describeError,
        startAt: player.startAt,
      };
    });
    const shown = setups.map(({ video, settings }) => video !== undefined && this.played(video, settings));
    const whole = setups.flatMap((setup, index) => {
      const video = shown[index];
      return video ? [{ ...setup, video }] : [];
    });
    if (whole.length === 0) return undefined;
    while (this.workspaces.length < whole.length) this.workspaces.push(createWorkspace());
    const alone = whole.length === 1 && players[0]!.client === undefined;
    const logs = alone
      ? [simulate(whole[0]!, this.workspaces[0])]
      : simulateTogether(whole, this.workspaces.slice(0, whole.length));
    return logs.map((log, index) => ({ log, video: whole[index]!.video }));
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
