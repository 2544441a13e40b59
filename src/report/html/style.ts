import { INK_OF_CELLS } from "../charts/heatmap.js";
import { AXIS, COLOURS, GREY, GRID } from "../charts/theme.js";

/** The style sheet of the report: the reader's own fonts, light and dark, phone and paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1b2733; --soft: #566472; --line: #dde3e9; --ground: #ffffff; --panel: #f5f7f9;
  --accent: #0072b2; --good: #00694c; --good-ground: #e1f3ec; --bad: #a33f00; --bad-ground: #fdeadf;
  --mind: #6b4e00; --mind-ground: #fdf3d8; --grid: ${GRID}; --axis: ${AXIS}; --grey: ${GREY}; --black-arm: ${COLOURS[6]};
}
/* Themes follow the system, or the page's own switch, which sets color-scheme. Older browsers have the light one. */
@supports (color: light-dark(red, red)) {
  :root {
    --ink: light-dark(#1b2733, #e4e9ee); --soft: light-dark(#566472, #9fadba); --line: light-dark(#dde3e9, #33404c);
    --ground: light-dark(#ffffff, #12181e); --panel: light-dark(#f5f7f9, #1b242c);
    --accent: light-dark(#0072b2, #6ebff0); --good: light-dark(#00694c, #6fdcb4);
    --good-ground: light-dark(#e1f3ec, #12382c); --bad: light-dark(#a33f00, #ffae80);
    --bad-ground: light-dark(#fdeadf, #43230f); --mind: light-dark(#6b4e00, #ffd97a);
    --mind-ground: light-dark(#fdf3d8, #3a2f10); --grid: light-dark(${GRID}, #26313b);
    --axis: light-dark(${AXIS}, #5c6a77); --grey: light-dark(${GREY}, #9aa5af);
    --black-arm: light-dark(${COLOURS[6]}, #ffffff);
  }
}
* { box-sizing: border-box; }
/* What is reached by a key or a link is not under the row of policies, which stays in sight. */
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 4rem; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 72rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { margin: 0 0 1rem; font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.35rem; line-height: 1.3; }
h3 { margin: 2rem 0 .5rem; font-size: 1.05rem; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--accent); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
pre { margin: .4rem 0; padding: .5rem .75rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--panel); border-radius: 4px; }
section > ul { padding-left: 1.2rem; max-width: 46rem; }
section > ul > li { margin: .5rem 0; }
.kicker { margin: 0; color: var(--soft); font-size: .875rem; letter-spacing: .02em; }
.note, footer { color: var(--soft); font-size: .9rem; }
.name { overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; }
.facts dt { color: var(--soft); font-size: .8rem; }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.answer { margin: 2rem 0 0; padding: 1rem 1.25rem; background: var(--panel); border-left: 4px solid var(--accent); border-radius: 0 4px 4px 0; }
.answer h2 { margin: 0 0 .5rem; padding: 0; border: none; }
.answer p { margin: .25rem 0; max-width: 60rem; }
.answer .lead { margin-bottom: .75rem; font-size: 1.15rem; }
.contrast { margin-top: 1rem; padding-top: .75rem; border-top: 1px solid var(--line); }
.contrast p:first-child { overflow-wrap: anywhere; }
.contrast details { margin: .25rem 0 0; }
.contrast summary { font-size: .9rem; }
.contrast ul { margin: .25rem 0; padding-left: 1.2rem; font-size: .9rem; }
.decision { font-weight: 600; overflow-wrap: anywhere; }
.answer .cautions { margin: .5rem 0; padding: .4rem .75rem; list-style: none; color: var(--mind); background: var(--mind-ground); border-radius: 4px; font-size: .9rem; max-width: 60rem; }
.cautions li + li { margin-top: .25rem; }
.figures, .number { font-variant-numeric: tabular-nums; }
.verdict { display: inline-block; padding: 0 .5em; border: 1px solid var(--line); border-radius: 1em; color: var(--soft); font-size: .8rem; line-height: 1.5; white-space: nowrap; }
.verdict.equivalent { color: var(--ink); border-color: var(--soft); }
.verdict.better { color: var(--good); background: var(--good-ground); border-color: transparent; font-weight: 600; }
.verdict.worse { color: var(--bad); background: var(--bad-ground); border-color: transparent; font-weight: 600; }
.scroll { overflow-x: auto; }
.scroll + .note { margin: .5rem 0 1.5rem; font-size: .85rem; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .45rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 500; vertical-align: bottom; border-bottom: 2px solid var(--line); }
thead th.number { max-width: 9.5rem; min-width: 6rem; color: var(--ink); }
.unit { display: block; color: var(--soft); font-size: .85em; line-height: 1.3; }
th:first-child, td:first-child { padding-left: 0; }
tbody th { font-weight: 600; min-width: 8rem; max-width: 14rem; }
.number { text-align: right; }
td.number { white-space: nowrap; }
.status { display: block; white-space: nowrap; }
.interval { display: block; color: var(--soft); font-size: .85em; font-weight: 400; }
.full .interval { display: inline; }
.full td:first-child { padding-left: .75rem; }
.full tr.first th, .full tr.first td { border-top: 1px solid var(--line); }
.full tbody th { font-weight: 500; }
.full td { padding-top: .2rem; padding-bottom: .2rem; border-bottom: none; }
.best { color: var(--good); }
.tag { color: var(--soft); font-size: .75rem; font-weight: 400; border: 1px solid var(--line); border-radius: 3px; padding: 0 .35em; }
details { margin: 1rem 0; }
summary { cursor: pointer; color: var(--accent); padding: .25rem 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 0 1.5rem; align-items: start; }
figure { margin: 1.25rem 0; }
.frame { position: relative; overflow: hidden; border: 1px solid var(--line); border-radius: 4px; }
.canvas { overflow-x: auto; padding: .5rem; background: #fff; }
.canvas:focus-visible, button:focus-visible, summary:focus-visible, a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.canvas:focus-visible { outline-offset: -2px; }
.canvas svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.medium .canvas svg { min-width: 18rem; }
.wide .canvas svg { min-width: 30rem; }
figcaption { margin-top: .4rem; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
.files { white-space: nowrap; }
.files a { margin-left: .5em; }
button, .menu summary { padding: .1rem .6rem; color: var(--ink); background: var(--panel); border: 1px solid var(--line); border-radius: 4px; font: inherit; font-size: .8rem; line-height: 1.6; cursor: pointer; }
button:hover, .menu summary:hover { border-color: var(--soft); }
.tools { display: inline-flex; flex-wrap: wrap; gap: .25rem; margin-left: .25rem; vertical-align: baseline; }
.menu { position: relative; margin: 0; }
.menu summary { list-style: none; }
.menu summary::-webkit-details-marker { display: none; }
.menu summary::after { content: " ▾"; }
.menu div { position: absolute; z-index: 4; right: 0; bottom: calc(100% + 4px); display: grid; gap: 2px; padding: 4px; background: var(--ground); border: 1px solid var(--line); border-radius: 4px; box-shadow: 0 2px 8px #0003; white-space: nowrap; }
.menu div button { border: none; text-align: left; }
.rule, .brush { position: absolute; pointer-events: none; }
.rule { border-left: 1px dashed var(--soft); }
.brush { background: color-mix(in srgb, var(--accent) 18%, transparent); border: 1px solid var(--accent); }
.tip { position: fixed; z-index: 10; max-width: min(24rem, 90vw); margin: 0; padding: .4rem .6rem; pointer-events: none; color: var(--ink); background: var(--ground); border: 1px solid var(--soft); border-radius: 4px; box-shadow: 0 2px 8px #0004; font-size: .8rem; line-height: 1.4; }
.tip div { display: flex; justify-content: space-between; gap: 1rem; }
.tip dt { color: var(--soft); overflow-wrap: anywhere; }
.tip dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
.arms { position: sticky; top: 0; z-index: 5; display: flex; gap: .35rem; margin: 1.5rem 0 0; padding: .5rem 0; overflow-x: auto; background: var(--ground); border-bottom: 1px solid var(--line); }
.arms button { flex: none; }
.arms [aria-pressed="true"] { background: var(--ink); color: var(--ground); border-color: var(--ink); }
.swatch { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: 2px; vertical-align: -.05em; }
.swatch[data-colour="${COLOURS[6]}"] { background: var(--black-arm) !important; }
header { position: relative; }
.theme { position: absolute; top: 0; right: 0; }
.beside { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: flex-start; }
.beside figure { flex: 0 1 22rem; }
.beside .scroll { margin-top: 1.25rem; }
ol.changed { max-width: none; padding: 0; list-style: none; }
.changed > li { border-bottom: 1px solid var(--line); }
.changed > li > details { margin: 0; }
.changed > li > details > summary, div.row { padding: .4rem 0; color: var(--ink); }
span.row { display: inline-grid; grid-template-columns: minmax(10rem, 1fr) minmax(8rem, 1fr) 2fr; gap: .25rem 1rem; width: calc(100% - 1.2rem); vertical-align: top; }
div.row { display: grid; grid-template-columns: minmax(10rem, 1fr) minmax(8rem, 1fr) 2fr; gap: .25rem 1rem; padding-left: 1.1rem; }
.soft { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.decisions { margin: 0 0 1.5rem; font-size: .9rem; }
.decisions .scroll { max-height: 24rem; overflow: auto; }
.failures { padding-left: 1.2rem; }
.problem { color: var(--bad); overflow-wrap: anywhere; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  .answer .lead { font-size: 1rem; }
  .theme { position: static; margin-top: .75rem; }
  span.row, div.row { grid-template-columns: 1fr; gap: 0; }
  .answer { padding: .75rem .9rem; }
  .scroll th:first-child { position: sticky; left: 0; z-index: 1; background: var(--ground); }
  tbody th { min-width: 7rem; max-width: 8rem; }
}
/* Charts are drawn on white, for files and for paper. Attributes of theirs give way to these rules. */
@media screen {
  .canvas { background: var(--ground); }
  .canvas svg { background: none !important; }
  .canvas svg > rect[fill="white"] { fill: none; }
  .canvas svg text:not(${INK_OF_CELLS.map((ink) => `[fill="${ink}"]`).join(", ")}) { fill: var(--ink); }
  .canvas svg [stroke="${GRID}"] { stroke: var(--grid); }
  .canvas svg [stroke="${AXIS}"] { stroke: var(--axis); }
  .canvas svg [stroke="${GREY}"] { stroke: var(--grey); }
  .canvas svg [fill="${GREY}"] { fill: var(--grey); }
  .canvas svg [stroke="white"] { stroke: var(--ground); }
  .canvas svg [stroke="${COLOURS[6]}"] { stroke: var(--black-arm); }
  .canvas svg [fill="${COLOURS[6]}"] { fill: var(--black-arm); }
}
@media print {
  :root {
    color-scheme: light;
    --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --panel: #f5f5f5;
    --accent: #00507d; --good: #00694c; --good-ground: #fff; --bad: #a33f00; --bad-ground: #fff;
  }
  @page { margin: 1.5cm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2 { margin-top: 1.5rem; }
  h2 + p { break-after: avoid; }
  .grid { grid-template-columns: repeat(3, 1fr); gap: 0 .75rem; }
  .canvas { padding: 0; border: none; }
  :is([aria-labelledby="timelines"], [aria-labelledby="changed"]) .canvas svg { max-height: 18rem; }
  figure { margin: .75rem 0; }
  figure, tr, li, p { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  table { font-size: 7.5pt; }
  th, td { padding: .3rem .4rem; }
  .full td, .full th { padding-top: 0; padding-bottom: 0; }
  thead th.number { min-width: 0; }
  .scroll, .canvas { overflow: visible; }
  .wide .canvas svg, .medium .canvas svg { min-width: 0; }
  .decisions .scroll { max-height: none; }
  .files, .tools, .arms, .theme, .tip, .rule, .brush, .decisions { display: none; }
  .verdict { font-size: inherit; padding: 0; border: none; white-space: normal; }
  td.number:has(.verdict), .status { white-space: normal; }
  .frame { border: none; }
  summary { color: inherit; list-style: none; }
  details::details-content { content-visibility: visible; height: auto; }
}
`;
