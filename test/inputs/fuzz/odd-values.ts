/** What stands where a number should: beyond what is real, in other notations, almost. */
export const ODD_NUMBERS: readonly string[] = [
  ...[
    "0",
    "-0",
    "-1",
    "+5",
    "00012",
    ".5",
    "5.",
    "1.5.2",
    "1,5",
    "1.000,5",
    "1 000",
    "1_000",
    "1'000",
    "1/2",
    "50%",
  ],
  ...["1e999", "-1e999", "1e-320", "1e308", "1e21", "1E3", "1e", "e5", "0x10", "0b11", "0o17", "1n", "12px"],
  ...[
    "2147483648",
    "4294967296",
    "9007199254740993",
    "18446744073709551616",
    "9".repeat(400),
    `0.${"0".repeat(400)}1`,
  ],
  ...[
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "null",
    "undefined",
    "true",
    "None",
    "NULL",
    "-",
    "--",
    "N/A",
    "#N/A",
    "",
  ],
  ...[
    "\u0661\u0662",
    "\uff11\uff12",
    "\u00bd",
    "\u2212" + "5",
    "5\u00a0000",
    "PT4S",
    "2019-12-16T13:40:04Z",
    "[5]",
    '"5"',
    '{"a":5}',
  ],
];

/** Factors by which units differ. */
export const UNIT_FACTORS: readonly number[] = [8, 1 / 8, 1e3, 1e-3, 1e6, 1e-6, 1e9, 60, 3600, -1, 0];

/** Characters that mean something somewhere, or should nowhere. */
export const ODD_CHARACTERS: readonly string[] = [
  ..."-,.:;=+*&|!?#@%$^~\\/\"'`[]{}()<> \n\r\t0",
  ...[
    "\u0000",
    "\u0001",
    "\u001a",
    "\u001b[31m",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u00ad",
    "\u2028",
    "\u2029",
    "\ufeff",
  ],
  ...["\u00e9", "\u202e", "\u200b", "\u4e2d\u6587", "\u{1f600}", "\ud800", "\udc00", "\ufffd", "a\u0301"],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "&a *a",
    "<!--",
    "]]>",
    "<![CDATA[",
    "&lt;",
    "&bomb;",
    "#EXTM3U",
    "---\n",
    "\n\n\n",
    "%00",
    "%",
  ],
  ...['""', '"\n"', "{}", "[]", "[[", "}}", "\\u0000", "\\", "\r\r\n", "\n\r"],
];

/** What can be put within itself without end, and what closes it. */
export const NESTS: readonly (readonly [open: string, close: string])[] = [
  ["[", "]"],
  ["{", "}"],
  ['{"a":', "}"],
  ['{"log":{"entries":[', "]}}"],
  ["(", ")"],
  ["<a>", "</a>"],
  ["<Period>", "</Period>"],
  ["- ", ""],
  ["? ", ""],
  ["!!a ", ""],
  ["&a [", "]"],
  ['"', '"'],
  ["<!--", "-->"],
  ["\n ", ""],
];

/** What stands between fields. */
export const DELIMITERS: readonly string[] = [",", ";", "\t", " ", "|", ":", "=", "\u00a0"];

/** Whole numbers of four bytes, as sizes, counts and times are in binary files: a character for each byte. */
export const ODD_WORDS: readonly string[] = [
  0,
  1,
  7,
  8,
  255,
  65_536,
  2 ** 24,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
].map((value) => String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255));
