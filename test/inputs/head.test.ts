import { expect, it } from "vitest";
import { headOf, peek } from "../../src/inputs/head.js";

const collect = async (chunks: AsyncIterable<string>) => {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
};

it("shows the beginning and then gives all of the text once more", async () => {
  const line = "123456789\n";
  const text = line.repeat(20_000);
  const { head, chunks } = await peek([text.slice(0, 99_999), text.slice(99_999)]);
  expect(head.lines).toHaveLength(6553);
  expect(new Set(head.lines)).toEqual(new Set(["123456789"]));
  expect(await collect(chunks)).toBe(text);
});

it("leaves out a last line that is cut short, and keeps it where it is the end", () => {
  expect(headOf("one\ntw", false).lines).toEqual(["one"]);
  expect(headOf("one\ntw", true).lines).toEqual(["one", "tw"]);
});

it("keeps the beginning of a single long line", () => {
  expect(headOf("[1, 2,", false).lines).toEqual(["[1, 2,"]);
});

it("closes a source of which no more is wanted", async () => {
  let closed = false;
  async function* source() {
    try {
      for (;;) yield "x".repeat(1000);
    } finally {
      closed = true;
    }
  }
  const { close } = await peek(source());
  await close();
  expect(closed).toBe(true);
});
