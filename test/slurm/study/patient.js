import { existsSync } from "node:fs";

/** Some of a shard's, and not all. */
const SESSIONS = 60;
const MILLISECONDS = 50;
const nap = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
let sessions = 0;

/** In the middle of a shard, it waits until there is a file: a test that kills has the time to, on any machine. */
export default (_, { levels }) => {
  sessions++;
  while (sessions > SESSIONS && !existsSync("go-on")) Atomics.wait(nap, 0, 0, MILLISECONDS);
  return {
    name: "patient",
    decide: ({ buffer }) => ({ level: Math.min(levels.length - 1, Math.floor(buffer / 4)) }),
  };
};
