import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadTrace } from "./load-trace.js";
import { openSession, type Session } from "./session.js";

const page = join(import.meta.dirname, "../pages/echo.ts");
let session: Session;
let slowed: Session;

beforeAll(async () => {
  const trace = await loadTrace("steps");
  session = await openSession({ page, trace });
  slowed = await openSession({ page, trace, slowdown: 6 });
});

afterAll(async () => {
  await Promise.all([session, slowed].map((each) => each?.close()));
});

it("hands a page its parameters, and the test what the page comes to", async () => {
  const { value, complaints } = await session.play<object>({ echo: { deep: [1, "two"] } });
  expect(value).toMatchObject({ echo: { deep: [1, "two"] } });
  expect(complaints).toEqual([]);
});

it("gives a page a clock that is fine enough to time a decision", async () => {
  const { value } = await session.play<{ readonly clockStepMs: number }>();
  expect(value.clockStepMs).toBeLessThan(0.05);
});

it("slows a page down", async () => {
  const { value: fast } = await session.play<{ readonly workMs: number }>();
  const { value: slow } = await slowed.play<{ readonly workMs: number }>();
  expect(slow.workMs / fast.workMs).toBeGreaterThan(2.5);
});

it("tells why a page failed, and what it complained of", async () => {
  await expect(session.play({ fail: "as asked" })).rejects.toThrow(/as asked.*error: about to fail/s);
});

it("gives up on a page that comes to nothing", async () => {
  await expect(session.play({ hang: true }, 200)).rejects.toThrow("no outcome in 200 ms");
});
