import { Beacon, type BeaconReading } from "../../experiment/beacon.js";

/** Milliseconds between looks. */
const INTERVAL = 500;

/**
 * Looks at what threads are at, and tells of each that has been at the same thing for long, once. It counts looks and
 * not time: a computer that was asleep has not been waiting.
 *
 * @returns ends it
 */
export function watchBeacons(
  beacons: SharedArrayBuffer,
  seconds: number,
  tell: (at: string) => void,
): () => void {
  const patience = Math.max(1, Math.ceil((seconds * 1000) / INTERVAL));
  let before: readonly BeaconReading[] = [];
  const looks: number[] = [];
  const look = () => {
    const readings = Beacon.readAll(beacons);
    readings.forEach(({ times, at }, place) => {
      const same = at !== "" && times === before[place]?.times;
      looks[place] = same ? looks[place]! + 1 : 0;
      if (looks[place] === patience) tell(at);
    });
    before = readings;
  };
  const timer = setInterval(look, INTERVAL);
  return () => clearInterval(timer);
}
