import type { CLoop } from "./c-loop/c-loop.js";
import type { PolicySpeeds, ShapeCost } from "./measured.js";
import { watched } from "./watched.js";

const C_SECONDS = 0.3;
const SHAPED = ["bb", "bola"];
const SIZES = { intervals: [60, 600, 6000, 60_000], levels: [3, 6, 12, 24] } as const;

interface Printed {
  readonly policies: readonly { readonly policy: string; readonly segments_per_second: number }[];
}

async function measured(...flags: readonly string[]): Promise<Printed["policies"]> {
  const { stdout } = await watched(["bench", "--format", "json", ...flags]);
  return (JSON.parse(stdout) as Printed).policies;
}

/** Every policy of the library, and the C loop before, between and after, so that a slow moment falls on both. */
export async function speedOfPolicies(loop: CLoop): Promise<PolicySpeeds> {
  const c = [await loop.segmentsPerSecond(C_SECONDS)];
  const rounds: Printed["policies"][] = [];
  for (let round = 0; round < 2; round++) {
    rounds.push(await measured("--seconds", "0.4"));
    c.push(await loop.segmentsPerSecond(C_SECONDS));
  }
  const [first, second] = rounds as [Printed["policies"], Printed["policies"]];
  const policies = first.map(({ policy, segments_per_second }, place) => ({
    policy,
    segments: Math.max(segments_per_second, second[place]!.segments_per_second),
  }));
  return { c: Math.max(...c), policies };
}

/** What longer traces and larger ladders cost: nothing, and little. */
export async function costOfShapes(): Promise<ShapeCost[]> {
  const costs: ShapeCost[] = [];
  for (const size of ["intervals", "levels"] as const) {
    const rows = [];
    for (const at of SIZES[size])
      rows.push({ at, speeds: await measured("--policies", SHAPED.join(), `--${size}`, `${at}`) });
    for (const policy of SHAPED)
      costs.push({
        policy,
        size,
        speeds: rows.map(({ at, speeds }) => ({
          at,
          segments: speeds.find((speed) => speed.policy === policy)!.segments_per_second,
        })),
      });
  }
  return costs;
}
