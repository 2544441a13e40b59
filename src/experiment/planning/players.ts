import type { PlannedPlayer } from "../plan.js";
import {
  type Arm,
  checkAgainstVideos,
  clientsOf,
  type KeyPath,
  type ParsedScenario,
  settingsOf,
} from "../scenario/index.js";
import { type ArmVideos, videosAt } from "./arm-videos.js";
import type { PolicyLoader } from "./policy-loader.js";

/** The players of an arm: one alone, or its clients, each as often as it is there. */
export async function plannedPlayers(
  parsed: ParsedScenario,
  arm: Arm,
  index: number,
  policies: PolicyLoader,
  videos: ArmVideos,
): Promise<PlannedPlayer[]> {
  const { scenario } = parsed;
  const clients = clientsOf(scenario, arm);
  if (clients.length === 0) {
    const { source: policy, sha256: policySha256 } = await policies.load(arm.name, arm, ["policies", index]);
    return [{ policy, policySha256, options: arm.options, settings: settingsOf(scenario, arm), startAt: 0 }];
  }
  const players: PlannedPlayer[] = [];
  for (const [place, client] of clients.entries()) {
    const { options, settings, startAt, count, path } = client;
    const { source: policy, sha256: policySha256 } = await policies.load(arm.name, client, [...path, "use"]);
    const own = videos.ofClient.get(client.video);
    const shown = own === undefined ? videos.ofArm[index]! : [own];
    const where = (key: KeyPath) => parsed.where(key);
    checkAgainstVideos(scenario, arm, videosAt(videos, shown), where, place);
    const video = own !== undefined && { video: own };
    const player = { policy, policySha256, options, settings, startAt, ...video };
    for (let copy = 0; copy < count; copy++) players.push({ ...player, client: client.name });
  }
  return numbered(players);
}

/** Gives clients of one name a number each. */
function numbered(players: readonly PlannedPlayer[]): PlannedPlayer[] {
  const counts = new Map<string, number>();
  for (const { client = "" } of players) counts.set(client, (counts.get(client) ?? 0) + 1);
  const next = new Map<string, number>();
  return players.map((player) => {
    const { client = "" } = player;
    if (counts.get(client) === 1) return player;
    const number = (next.get(client) ?? 0) + 1;
    next.set(client, number);
    return { ...player, client: `${client} ${number}` };
  });
}
