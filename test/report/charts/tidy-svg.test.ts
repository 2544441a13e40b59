import { describe, expect, it } from "vitest";
import { FONT } from "../../../src/report/charts/theme.js";
import { tidySvg } from "../../../src/report/charts/tidy-svg.js";

const tidy = (body: string) => tidySvg(`<svg width="1">${body}</svg>`, { name: "cdf", description: 'a "b"' });

describe("tidySvg", () => {
  it("numbers ids from 0 under the chart's name, and the references to them alike", () => {
    const body =
      '<g clip-path="url(#clip7)"/><g clip-path="url(#clip9)"/><clipPath id="clip9"/><clipPath id="clip7"/>';
    expect(tidy(body)).toContain(
      '<g clip-path="url(#cdf-0)"/><g clip-path="url(#cdf-1)"/><clipPath id="cdf-1"/><clipPath id="cdf-0"/>',
    );
  });

  it("rounds places to hundredths and lines to tenths, and no other numbers", () => {
    const body =
      '<path transform="translate(0.1234567,-5.000000000001)" d="M0.16,2" stroke-opacity="0.12345"/>';
    expect(tidy(body)).toContain(
      '<path transform="translate(0.12,-5)" d="M0.2,2" stroke-opacity="0.12345"/>',
    );
    expect(tidy('<path d="M59.999999999999986,1.2345e-10"/>')).toContain('d="M60,0"');
  });

  it("changes no text, even if it reads like markup", () => {
    const text = 'id="clip1" d="0.123456" url(#clip1) &lt;path class="background" d=""/&gt;';
    expect(tidy(`<text x="1">${text}</text>`)).toContain(`<text x="1">${text}</text>`);
  });

  it("names the font once", () => {
    expect(tidy(`<text font-family="${FONT}" x="1">a</text>`)).toContain('<text x="1">a</text>');
  });

  it("describes itself", () => {
    expect(tidy("")).toBe(
      `<svg role="img" aria-label="a &quot;b&quot;" font-family="${FONT}" width="1"></svg>`,
    );
  });
});
