import { AXIS, COLOURS, GRID } from "../charts/theme.js";

/** The style sheet of the report: the reader's own fonts, light and dark, phone and paper. */
export const STYLE = `
:root {
  --ink: #1b2733; --soft: #566472; --line: #dde3e9; --ground: #ffffff; --panel: #f5f7f9;
  --accent: #0072b2; --good: #00694c; --good-ground: #e1f3ec; --bad: #a33f00; --bad-ground: #fdeadf;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e9ee; --soft: #9fadba; --line: #33404c; --ground: #12181e; --panel: #1b242c;
    --accent: #6ebff0; --good: #6fdcb4; --good-ground: #12382c; --bad: #ffae80; --bad-ground: #43230f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
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
.answer p { margin: 0; max-width: none; }
.answer .lead { margin-bottom: .75rem; font-size: 1.15rem; }
.answer .note { margin-top: .75rem; }
.answer ul { margin: .5rem 0 0; padding: 0; max-width: none; list-style: none; }
.answer li { margin: .25rem 0; }
.figures, .number { font-variant-numeric: tabular-nums; }
.verdict { display: inline-block; padding: 0 .5em; border: 1px solid var(--line); border-radius: 1em; color: var(--soft); font-size: .8rem; line-height: 1.5; white-space: nowrap; }
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
.canvas { overflow-x: auto; padding: .5rem; background: #fff; border: 1px solid var(--line); border-radius: 4px; }
.canvas svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.wide .canvas svg { min-width: 30rem; }
figcaption { margin-top: .4rem; color: var(--soft); font-size: .85rem; }
.files { white-space: nowrap; }
.files a { margin-left: .5em; }
.failures { padding-left: 1.2rem; }
.problem { color: var(--bad); overflow-wrap: anywhere; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  .answer .lead { font-size: 1rem; }
  .answer li { margin: .6rem 0; }
  .scroll th:first-child { position: sticky; left: 0; z-index: 1; background: var(--ground); }
  tbody th { min-width: 7rem; max-width: 8rem; }
}
/* Charts are drawn on white, for files and for paper. Attributes of theirs give way to these rules. */
@media screen and (prefers-color-scheme: dark) {
  .canvas { background: var(--ground); }
  .canvas svg > rect[fill="white"] { fill: none; }
  .canvas svg text { fill: var(--ink); }
  .canvas svg [stroke="${GRID}"] { stroke: #26313b; }
  .canvas svg [stroke="${AXIS}"] { stroke: #5c6a77; }
  .canvas svg [stroke="${COLOURS[6]}"] { stroke: #ffffff; }
  .canvas svg [fill="${COLOURS[6]}"] { fill: #ffffff; }
}
@media print {
  :root {
    --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --panel: #f5f5f5;
    --accent: #00507d; --good: #00694c; --good-ground: #fff; --bad: #a33f00; --bad-ground: #fff;
  }
  @page { margin: 1.5cm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2 { margin-top: 1.5rem; }
  h2 + p { break-after: avoid; }
  .grid { grid-template-columns: repeat(3, 1fr); gap: 0 .75rem; }
  .canvas { padding: 0; border: none; }
  [aria-labelledby="timelines"] .canvas svg { max-height: 18rem; }
  figure { margin: .75rem 0; }
  figure, tr, li, p { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  table { font-size: 7.5pt; }
  th, td { padding: .3rem .4rem; }
  .full td, .full th { padding-top: 0; padding-bottom: 0; }
  thead th.number { min-width: 0; }
  .scroll, .canvas { overflow: visible; }
  .wide .canvas svg { min-width: 0; }
  .files, summary { display: none; }
  details::details-content { content-visibility: visible; height: auto; }
}
`;
