import { InputError } from "../../errors.js";
import { type Bases, folderOf, sha256Of } from "../../inputs/files.js";
import { loadTraces } from "../../inputs/index.js";
import { findQoeModel, QOE_MODELS } from "../../metrics/qoe/index.js";
import type { Plan, Seat, Unit } from "../plan.js";
import { loadArmVideos } from "../planning/arm-videos.js";
import { loadCdnTraces } from "../planning/cdn-traces.js";
import { checkPolicy } from "../planning/check-policy.js";
import { inList, oneFile, placed } from "../planning/placed.js";
import { plannedPlayers } from "../planning/players.js";
import { PolicyLoader } from "../planning/policy-loader.js";
import { pathText } from "../scenario/document.js";
import { type Arm, clientsOf, type ParsedScenario, unknownName } from "../scenario/index.js";
import { chosen, chosenReplicate, type SessionChoice } from "./choose.js";
import type { RunFile } from "./run-file.js";

/** One session of a run, and what has to be simulated to see it: an arm, whose clients share a link. */
export interface PlannedSession {
  /** Of one arm and one trace. */
  readonly plan: Plan;
  readonly unit: Unit;
  readonly seat: Seat;
}

/**
 * Reads what one session of a run was made of, and nothing else.
 *
 * @param bases where relative paths of the scenario lead
 * @throws InputError when the choice is not clear, something is not there, or is not what the run read
 */
export async function planSession(
  run: RunFile,
  choice: SessionChoice,
  bases: Bases,
): Promise<PlannedSession> {
  const { scenario, inputs, only } = run;
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  const restricted = (all: readonly string[], to: string | undefined) => (to === undefined ? all : [to]);
  const armName = chosen("--policy", choice.policy, restricted(names(scenario.policies), only.policy));
  const traceName = chosen("--trace", choice.trace, restricted(names(inputs.traces), only.trace));
  const replicate = chosenReplicate(
    choice.replicate,
    only.replicate ?? 0,
    only.replicate === undefined ? scenario.replicates : 1,
  );
  const arm = scenario.policies.find(({ name }) => name === armName)!;
  const parsed = ofArm(run, arm);
  const where = (...key: readonly string[]) => parsed.where(["policies", 0, ...key]);
  const clients = clientsOf(scenario, arm);
  if (clients.length === 0) checkPolicy(arm, where);
  for (const client of clients) checkPolicy(client, (...key) => parsed.where([...client.path, ...key]));
  const unknown = scenario.qoe.find((name) => findQoeModel(name) === undefined);
  if (unknown !== undefined)
    throw unknownName({ where: run.path, kind: "QoE model", received: unknown, known: names(QOE_MODELS) });

  const traces = await placed(
    parsed,
    inList(["traces"], scenario.traces),
    loadTraces(scenario.traces, bases),
  );
  const loaded = traces.find(({ trace }) => trace.name === traceName);
  mustBe(traceName, inputs.traces, loaded);
  const videos = await loadArmVideos(parsed, bases);
  for (const { video, sha256 } of videos.all) mustBe(video.name, inputs.videos, { sha256 });
  const cdns = await loadCdnTraces(parsed, bases);
  for (const { path, loaded: cdn } of cdns) mustBe(path, inputs.cdnTraces ?? [], cdn);
  const policies = new PolicyLoader(parsed, bases);
  const players = await plannedPlayers(parsed, arm, 0, policies, videos);
  mustBeSamePolicies(
    arm,
    inputs.policies.filter((policy) => policy.arm === arm.name).map(({ sha256 }) => sha256),
    policies.hashes.map(({ code }) => sha256Of([code])),
  );

  const places = videos.ofArm[0]!;
  const videoNames = places.map((place) => videos.all[place]!.video.name);
  const position = videoNames.indexOf(chosen("--video", choice.video, videoNames));
  const clientNames = players.flatMap(({ client }) => client ?? []);
  const player =
    clientNames.length === 0 ? 0 : clientNames.indexOf(chosen("--client", choice.client, clientNames));
  if (clientNames.length === 0 && choice.client !== undefined)
    throw new InputError({
      where: "--client",
      expected: "no client",
      received: choice.client,
      hint: `${armName} is one player alone`,
    });
  const plan: Plan = {
    scenario: scenario.name,
    seed: scenario.seed,
    replicates: scenario.replicates,
    traces: [loaded!.trace],
    videos: videos.all.map(({ video }) => video),
    arms: [{ name: arm.name, players, videos: places }],
    cdnTraces: cdns.map(({ path, loaded: { trace } }) => ({ path, trace })),
    telemetry: false,
    qoe: scenario.qoe,
    compare: { control: arm.name, metrics: [] },
  };
  return { plan, unit: { trace: 0, position, replicate }, seat: { arm: 0, player } };
}

/** The scenario with one arm alone, whose places are those in run.json. */
function ofArm({ scenario, path }: RunFile, arm: Arm): ParsedScenario {
  const index = scenario.policies.indexOf(arm);
  return {
    scenario: { ...scenario, policies: [arm] },
    where: (key) => {
      const there = key[0] === "policies" ? ["policies", index, ...key.slice(2)] : key;
      return `${path}: ${pathText(["scenario", ...there])}`;
    },
  };
}

type Recorded = readonly { readonly name: string; readonly sha256: string }[];

function mustBe(name: string, recorded: Recorded, found: { readonly sha256: string } | undefined): void {
  const then = recorded.filter((input) => input.name === name);
  if (found && then.some(({ sha256 }) => sha256 === found.sha256)) return;
  throw new InputError({
    where: name,
    expected: "the file that the run read",
    received: found ? "one that has changed since" : "nothing of that name",
    hint: AGAIN,
  });
}

function mustBeSamePolicies({ name, use }: Arm, then: readonly string[], now: readonly string[]): void {
  if (then.length === now.length && then.every((sha256, index) => sha256 === now[index])) return;
  throw new InputError({
    where: use === name ? name : `${name} (${use})`,
    expected: "the policy that the run used",
    received: "one whose code has changed since",
    hint: AGAIN,
  });
}

const AGAIN = "Restore it, or run the scenario again";

/**
 * Where relative paths of the run's scenario lead: beside the scenario file, which the user names, or else the run
 * does; without either, the working folder alone.
 */
export async function basesOf(run: RunFile, scenarioFile: string | undefined, cwd: string): Promise<Bases> {
  const file = scenarioFile ?? run.scenario_file;
  if (file === undefined) return { base: cwd, cwd };
  return { base: folderOf(await oneFile(file, { base: cwd, cwd }, "a scenario file")), cwd };
}
