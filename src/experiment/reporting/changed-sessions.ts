import type { ChangedSession, Contrast } from "../../model/results.js";
import type { ResultArm, Results } from "../results/results.js";

/** Sessions that a report shows; more would bury the rest. */
const MOST_SHOWN = 10;
/** Of one arm, where there are several. */
const MOST_OF_AN_ARM = 3;

/** A session that an arm changed, by its places in the results. */
export interface Change {
  readonly unit: number;
  readonly seat: number;
  readonly controlSeat: number;
  readonly value: number;
  readonly controlValue: number;
}

/**
 * The sessions that changed most in one metric between an arm and its control, the most changed first; at most one for
 * a trace and arm, so that one link does not take up the whole list.
 */
export function mostChanged(
  results: Results,
  contrasts: readonly Contrast[],
  metric: string | undefined,
): Change[] {
  const column = results.columns.findIndex(({ name }) => name === metric);
  if (column < 0) return [];
  const armOf = (name: string) => results.arms.find((arm) => arm.name === name)!;
  const most = contrasts.length === 1 ? MOST_SHOWN : MOST_OF_AN_ARM;
  return contrasts
    .flatMap(({ policy, control }) =>
      changesByTrace(results, armOf(policy), armOf(control), column).sort(bySize).slice(0, most),
    )
    .sort(bySize)
    .slice(0, MOST_SHOWN);
}

/** A change with its sessions' names. */
export function changedSession(results: Results, metric: string, change: Change): ChangedSession {
  const { unit, seat, controlSeat, value, controlValue } = change;
  return {
    policy: results.identityOf(unit, seat),
    control: results.identityOf(unit, controlSeat),
    metric,
    value,
    controlValue,
  };
}

const sizeOf = ({ value, controlValue }: Change) => Math.abs(value - controlValue);
const bySize = (a: Change, b: Change) => sizeOf(b) - sizeOf(a);

/** Of each trace, the session that changed most, if any did. Clients of a link are taken in their order. */
function changesByTrace(
  { table, traceOfUnit }: Results,
  arm: ResultArm,
  control: ResultArm,
  column: number,
): Change[] {
  const byTrace = new Map<number, Change>();
  for (let unit = 0; unit < table.units; unit++)
    arm.seats.forEach((seat, player) => {
      const controlSeat = control.seats[player];
      if (controlSeat === undefined) return;
      const value = table.value(unit, seat, column);
      const controlValue = table.value(unit, controlSeat, column);
      if (value === undefined || controlValue === undefined || value === controlValue) return;
      const change = { unit, seat, controlSeat, value, controlValue };
      const trace = traceOfUnit[unit]!;
      const known = byTrace.get(trace);
      if (known === undefined || sizeOf(change) > sizeOf(known)) byTrace.set(trace, change);
    });
  return [...byTrace.values()];
}
