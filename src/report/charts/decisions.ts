import type { Timeline } from "../../model/results.js";

/** A request at which the policy changed its mind, or said another reason. */
export type Decision = Timeline["requests"][number];

/** The requests that differ from the one before in level or in reason, in the order in which they were made. */
export function decisionsOf({ requests }: Pick<Timeline, "requests">): readonly Decision[] {
  const made = [...requests].sort((a, b) => a.requested_s - b.requested_s);
  return made.filter((request, place) => {
    const before = made[place - 1];
    return before?.level !== request.level || before.reason !== request.reason;
  });
}

/** At most so many of a list, evenly spread, the first among them. */
export function spread<T>(all: readonly T[], limit: number): readonly T[] {
  const stride = Math.ceil(all.length / limit);
  return stride <= 1 ? all : all.filter((_, place) => place % stride === 0);
}
