import { shakaAbrFactory } from "abrsim/adapters/shaka";
import * as policies from "abrsim/policies";
import shaka from "shaka-player";

const query = new URLSearchParams(location.search);
// A test stream of Shaka's own: six levels of video, and audio in several languages.
const src = query.get("src") ?? "https://storage.googleapis.com/shaka-demo-assets/angel-one/dash.mpd";
const policy = Object.entries(policies).find(([name]) => name === query.get("policy"))?.[1] ?? policies.bola;
const recording = [];

shaka.polyfill.installAll();
const player = new shaka.Player();
const abrFactory = shakaAbrFactory(player, policy, {
  shadow: query.has("shadow"),
  record: (line) => recording.push(line),
  onNotice: ({ message }) => say(message),
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
player.configure({ abrFactory });
player.addEventListener("error", ({ detail }) => say(`Shaka: error ${detail.code}`));
await player.attach(document.querySelector("video"));
await player.load(src).catch(({ code }) => say(`Shaka: error ${code}`));

document.querySelector("#save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${recording.join("\n")}\n`], { type: "application/jsonl" }));
  link.download = "recording.jsonl";
  link.click();
});

function say(message) {
  const item = document.createElement("li");
  item.textContent = message;
  document.querySelector("#notices").append(item);
}
