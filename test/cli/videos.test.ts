import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, ROOT, temporaryFolder } from "../support/cli.js";

const LADDER = "segmentSeconds: 2\nsegments: 3\nlevels: [{ bitrateKbps: 100 }, { bitrateKbps: 300 }]\n";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("abrsim videos list", () => {
  it("lists the shipped videos", async () => {
    const { code, stdout } = await abrsim(temporaryFolder(), ["videos", "list", "--format", "json"]);
    expect(code).toBe(0);
    const shipped = readdirSync(join(ROOT, "scenarios/videos")).map((name) => name.replace(".yaml", ""));
    expect(JSON.parse(stdout).map(({ video }: { video: string }) => video)).toEqual(shipped);
  });
});

describe("abrsim videos info", () => {
  it("shows the ladder and what is known of its segments", async () => {
    const { code, stdout } = await abrsim(folderWith({ "v.yaml": LADDER }), ["videos", "info", "v.yaml"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^v: 2 levels from 100 kbit\/s to 300 kbit\/s, 3 segments of 2 s, 6 s, sizes estimated\n/,
    );
    expect(stdout).not.toMatch(/codec/);
  });
});

describe("abrsim videos import", () => {
  it("writes a folder of size tables as a video that runs the same", async () => {
    const folder = folderWith({ "size_0.txt": "1000\n2000\n", "size_1.txt": "3000\n5000\n" });
    const args = ["--bitrates-kbps", "4,16", "--segment-seconds", "2", "--name", "tables"];
    const { code, stdout, stderr } = await abrsim(folder, ["videos", "import", ".", "out.json", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      "out.json: 2 levels from 4 kbit/s to 16 kbit/s, 2 segments of 2 s, 4 s, sizes exact\n",
    );
    expect(JSON.parse(readFileSync(join(folder, "out.json"), "utf8"))).toEqual({
      name: "tables",
      segmentSeconds: 2,
      levels: [{ bitrateKbps: 4 }, { bitrateKbps: 16 }],
      sizesBits: [
        [8000, 24000],
        [16000, 40000],
      ],
    });
  });

  it("says that sizes are estimated", async () => {
    const folder = folderWith({ "v.yaml": LADDER });
    const { stderr } = await abrsim(folder, ["videos", "import", "v.yaml", "v.json"]);
    expect(stderr).toMatch(/estimated/);
    const { stdout } = await abrsim(folder, ["videos", "info", "v.json"]);
    expect(stdout).toMatch(/sizes estimated/);
  });

  it.each([
    [["v.yaml", "out.yaml"], /out\.yaml: expected a file name that ends in \.json, got "\.yaml"/],
    [["none.mpd", "out.json"], /none\.mpd: expected a file, a folder or a glob/],
    [["v.yaml", "out.json", "--from", "lader"], /expected a video format.*Did you mean "ladder"/],
    [["v.yaml", "out.json", "--segment-seconds", "0"], /Expected a number over 0/],
  ])("refuses %j, and writes nothing", async (args, message) => {
    const folder = folderWith({ "v.yaml": LADDER });
    const { code, stderr } = await abrsim(folder, ["videos", "import", ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual(["v.yaml"]);
  });
});

describe("abrsim videos generate", () => {
  const generate = (folder: string, ...args: string[]) => abrsim(folder, ["videos", "generate", ...args]);

  it("writes the same video for the same wishes, and one for a codec and a title", async () => {
    const folder = temporaryFolder();
    const { code, stdout } = await generate(folder, "a.json", "--duration", "60");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a\.json: 10 levels from 235 kbit\/s to 5\.8 Mbit\/s, 15 segments of 4 s, 60 s/);
    await generate(folder, "b.json", "--duration", "60", "--name", "a");
    expect(readFileSync(join(folder, "b.json"))).toEqual(readFileSync(join(folder, "a.json")));
    await generate(folder, "c.json", "--duration", "60", "--codec", "h265", "--complexity", "cartoon");
    const { levels } = JSON.parse(readFileSync(join(folder, "c.json"), "utf8"));
    expect(levels.at(-1)).toMatchObject({ bitrateKbps: 1624, height: 1080, codec: "hvc1.2.4.L150.B0" });
  });

  it("takes bitrates, or the levels of another video", async () => {
    const folder = folderWith({ "v.yaml": LADDER });
    expect((await generate(folder, "a.json", "--ladder", "50,80.5")).stdout).toMatch(
      /2 levels from 50 kbit\/s/,
    );
    expect((await generate(folder, "b.json", "--ladder", "v.yaml")).stdout).toMatch(
      /from 100 kbit\/s to 300/,
    );
  });

  it.each([
    [["out.json", "--ladder", "300,200"], /--ladder: expected bitrates in kbps that rise/],
    [["out.json", "--ladder", "aple-hls"], /--ladder: expected one of .*Did you mean "apple-hls"/],
    [["out.json", "--codec", "h266"], /--codec: expected one of h264, h265, av1/],
    [["out.json", "--complexity", "grany"], /--complexity.*Did you mean "grainy"/],
    [["out.json", "--variation", "-1"], /Expected a number from 0 to 3/],
    [["out.mp4"], /out\.mp4: expected a file name that ends in \.json/],
  ])("refuses %j, and writes nothing", async (args, message) => {
    const folder = temporaryFolder();
    const { code, stderr } = await generate(folder, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("abrsim videos export", () => {
  const exported = (folder: string, ...args: string[]) => abrsim(folder, ["videos", "export", ...args]);

  it("writes what reads back as the same video", async () => {
    const folder = folderWith({ "size_0.txt": "1000\n2000\n", "size_1.txt": "3000\n5000\n" });
    const tables = ["--bitrates-kbps", "4,16", "--segment-seconds", "2"];
    for (const [form, manifest] of [
      ["hls", "hls/master.m3u8"],
      ["dash", "dash/manifest.mpd"],
      ["dash-list", "dash-list/manifest.mpd"],
    ] as const) {
      const { code, stdout } = await exported(folder, "size_*.txt", form, "--to", form, ...tables);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: `${manifest}: 2 levels from 4 kbit/s to 16 kbit/s, 2 segments of 2 s, 4 s, sizes exact\n`,
      });
      await abrsim(folder, ["videos", "import", manifest, `${form}.json`, "--name", "v"]);
      const { sizesBits } = JSON.parse(readFileSync(join(folder, `${form}.json`), "utf8"));
      expect(sizesBits).toEqual([
        [8000, 24000],
        [16000, 40000],
      ]);
    }
  });

  it("says that a manifest cannot call sizes estimated", async () => {
    const { stderr } = await exported(folderWith({ "v.yaml": LADDER }), "v.yaml", "out", "--to", "dash");
    expect(stderr).toMatch(/read back as exact/);
  });

  it("refuses a folder with files in it, and a form that there is not", async () => {
    const folder = folderWith({ "v.yaml": LADDER });
    expect((await exported(folder, "v.yaml", ".", "--to", "hls")).stderr).toMatch(/a folder that is empty/);
    expect((await exported(folder, "v.yaml", "out", "--to", "smooth")).stderr).toMatch(/hls, dash/);
    expect((await exported(folder, "v.yaml", "out")).stderr).toMatch(/--to/);
    expect(readdirSync(folder)).toEqual(["v.yaml"]);
  });
});
