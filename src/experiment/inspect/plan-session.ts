import { InputError } from "../../errors.js";
import type { Bases } from "../../inputs/files.js";
import type { Plan, Seat, Unit } from "../plan.js";
import { planScenario } from "../plan-experiment.js";
import type { RunFile } from "../results/run-file.js";
import { pathText } from "../scenario/document.js";
import type { Arm, ParsedScenario } from "../scenario/index.js";
import { chosen, chosenReplicate, type SessionChoice } from "./choose.js";

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
  const { plan, record } = await planScenario(run.path, ofArm(run, arm), bases);
  const now = record.inputs;
  mustBe(traceName, inputs.traces, now.traces);
  for (const { name } of now.videos) mustBe(name, inputs.videos, now.videos);
  for (const { name } of now.cdnTraces ?? []) mustBe(name, inputs.cdnTraces ?? [], now.cdnTraces ?? []);
  for (const { name } of now.qoe ?? []) mustBe(name, inputs.qoe ?? [], now.qoe ?? []);
  mustBeSamePolicies(
    arm,
    inputs.policies.filter((policy) => policy.arm === arm.name).map(({ sha256 }) => sha256),
    now.policies.map(({ sha256 }) => sha256),
  );

  const { players, videos } = plan.arms[0]!;
  const videoNames = videos.map((place) => plan.videos[place]!.name);
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
  const traces = plan.traces.filter(({ name }) => name === traceName);
  return { plan: { ...plan, traces }, unit: { trace: 0, position, replicate }, seat: { arm: 0, player } };
}

/** The scenario with one arm alone, whose places are those in run.json. */
function ofArm({ scenario: { optimum, ...scenario }, path }: RunFile, arm: Arm): ParsedScenario {
  const index = scenario.policies.indexOf(arm);
  return {
    // What is compared and measured concerns the other arms as well, and is not looked at.
    scenario: {
      ...scenario,
      policies: [arm],
      compare: { control: arm.name },
      telemetry: false,
    },
    where: (key) => {
      const there = key[0] === "policies" ? ["policies", index, ...key.slice(2)] : key;
      return `${path}: ${pathText(["scenario", ...there])}`;
    },
  };
}

type Recorded = readonly { readonly name: string; readonly sha256: string }[];

function mustBe(name: string, recorded: Recorded, now: Recorded): void {
  const then = recorded.filter((input) => input.name === name);
  const found = now.find((input) => input.name === name);
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
