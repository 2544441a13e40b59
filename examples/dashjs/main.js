import { attachToDashjs } from "abrsim/adapters/dashjs";
import * as policies from "abrsim/policies";
import * as dashjs from "dashjs";

const query = new URLSearchParams(location.search);
// The DASH Industry Forum's own test stream: ten levels of video, and audio.
const src = query.get("src") ?? "https://dash.akamaized.net/akamai/bbb_30fps/bbb_30fps.mpd";
const policy = Object.entries(policies).find(([name]) => name === query.get("policy"))?.[1] ?? policies.bola;
const recording = [];

const player = dashjs.MediaPlayer().create();
attachToDashjs(dashjs, player, policy, {
  shadow: query.has("shadow"),
  record: (line) => recording.push(line),
  onNotice: ({ message }) => {
    const item = document.createElement("li");
    item.textContent = message;
    document.querySelector("#notices").append(item);
  },
  onDecision: ({ observation, decision, level, playerLevel }) => {
    const { now, buffer, segment, levels } = observation;
    const cells = [
      `${now.toFixed(1)} s`,
      segment.index,
      `${buffer.toFixed(1)} s`,
      level,
      Math.round(levels[level].bitrate / 1000),
      playerLevel ?? "",
      decision?.reason ?? "",
    ];
    const row = document.querySelector("tbody").insertRow(0);
    for (const cell of cells) row.insertCell().textContent = cell;
  },
});
// Absolute: dash.js warns that it cannot report on relative URLs.
player.initialize(document.querySelector("video"), new URL(src, location.href).href, true);

document.querySelector("#save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${recording.join("\n")}\n`], { type: "application/jsonl" }));
  link.download = "recording.jsonl";
  link.click();
});
