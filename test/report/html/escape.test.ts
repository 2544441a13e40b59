import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml, html, trusted } from "../../../src/report/html/escape.js";
import { tagsOf } from "../markup.js";

describe("html", () => {
  it("escapes every value that is not HTML, in content and in attributes", () => {
    const name = `<b a='1' c="2">&`;
    expect(html`<p title="${name}">${name}</p>`.markup).toBe(
      '<p title="&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;">&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;</p>',
    );
  });

  it("nests templates and lists, and shows nothing of undefined and false", () => {
    const items = ["<", 2].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}${undefined}${false}${trusted("<hr>")}</ul>`.markup).toBe(
      "<ul><li>&lt;</li><li>2</li><hr></ul>",
    );
  });

  it("leaves no value a way out, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(tagsOf(html`<a title="${text}">${text}</a>`.markup)).toEqual([
          { name: "a", attributes: { title: escapeHtml(text) } },
        ]);
      }),
    );
  });
});
