import { hlsjsAbrController } from "abrsim/adapters/hlsjs";
import { bola, findPolicy } from "abrsim/policies";
import Hls from "hls.js";

const query = new URLSearchParams(location.search);
// A public test stream of Mux's: five levels, with sound.
const src = query.get("src") ?? "https://test-streams.mux.dev/x36xhzz/x36xhzz.m3u8";
const policy = findPolicy(query.get("policy"))?.factory ?? bola;
const recording = [];

const abrController = hlsjsAbrController(Hls, policy, {
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

// With a maxBufferSize of 0, the buffer is never fuller than maxBufferLength, which is what the policy is told.
const hls = new Hls({ abrController, maxBufferSize: 0 });
hls.loadSource(new URL(src, location.href).href);
hls.attachMedia(document.querySelector("video"));

document.querySelector("#save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${recording.join("\n")}\n`], { type: "application/jsonl" }));
  link.download = "recording.jsonl";
  link.click();
});
