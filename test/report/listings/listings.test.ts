import { describe, expect, it } from "vitest";
import { LISTINGS, type Listing, paragraphs, wrapped } from "../../../src/report/listings/index.js";

interface Row {
  readonly name: string;
  readonly rate: number | undefined;
}

const listing: Listing<Row> = {
  columns: [
    { name: "name", read: ({ name }) => name },
    { name: "rate_kbps", heading: "rate\nkbit/s", read: ({ rate }) => rate },
    { name: "twice", read: ({ rate }) => rate && 2 * rate, show: ({ rate }) => (rate ? "yes" : "no") },
  ],
  rows: [
    { name: "one, two", rate: 1234.5678 },
    { name: "a|b", rate: undefined },
  ],
};

describe("a listing", () => {
  it("is JSON with full precision, what is missing left out", () => {
    expect(JSON.parse(LISTINGS.json(listing))).toEqual([
      { name: "one, two", rate_kbps: 1234.5678, twice: 2469.1356 },
      { name: "a|b" },
    ]);
  });

  it("is CSV with full precision, what is missing empty", () => {
    expect(LISTINGS.csv(listing)).toBe('name,rate_kbps,twice\n"one, two",1234.5678,2469.1356\na|b,,\n');
  });

  it("is Markdown for people, figures to the right, names escaped", () => {
    expect(LISTINGS.markdown(listing)).toBe(
      "| name | rate kbit/s | twice |\n| --- | ---: | ---: |\n| one, two | 1235 | yes |\n| a\\|b | – | no |\n",
    );
  });

  it("is a table for people, figures to the right", () => {
    expect(LISTINGS.table(listing)).toBe(
      [
        "            rate",
        "name      kbit/s  twice",
        "one, two    1235    yes",
        "a|b            –     no",
        "",
      ].join("\n"),
    );
  });

  it("goes on below where the terminal is too narrow, the first column repeated", () => {
    const lines = LISTINGS.table(listing, { width: 18 }).split("\n");
    expect(lines.filter((line) => line.startsWith("one, two"))).toEqual([
      "one, two    1235",
      "one, two    yes",
    ]);
  });

  it("of nothing is its headings", () => {
    const empty = { ...listing, rows: [] };
    expect(LISTINGS.csv(empty)).toBe("name,rate_kbps,twice\n");
    expect(LISTINGS.json(empty)).toBe("[]\n");
    expect(LISTINGS.table(empty)).toContain("name");
    expect(LISTINGS.markdown(empty)).toContain("| name |");
  });
});

describe("paragraphs", () => {
  it("break lines at spaces, beside the names", () => {
    const items = [
      { name: "a", lines: ["some words that go on and on beyond it", { quiet: "quiet" }] },
      { name: "long-name", lines: ["short"] },
    ];
    expect(paragraphs(items, { width: 41 })).toBe(
      [
        "a          some words that go on and on",
        "           beyond it",
        "           quiet",
        "long-name  short",
        "",
      ].join("\n"),
    );
  });

  it("leave a word that is longer than a line whole", () => {
    expect(wrapped("a verylongword b", 5)).toEqual(["a", "verylongword", "b"]);
  });
});
