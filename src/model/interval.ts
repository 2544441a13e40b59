/** A confidence interval; 95 %, where nothing else is said. */
export type Interval = readonly [low: number, high: number];
