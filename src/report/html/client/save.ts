import type { View } from "./live-view.js";

/** Pixels of a saved image for each of the chart. */
const PIXEL_RATIO = 2;

/** A form in which a chart is saved. */
export interface SaveFormat {
  readonly label: string;
  readonly ending: string;
  contents(view: View, vegaLite: object): Promise<Blob>;
}

export const SAVE_FORMATS: readonly SaveFormat[] = [
  {
    label: "SVG",
    ending: "svg",
    contents: async (view) => new Blob([await view.toSVG()], { type: "image/svg+xml" }),
  },
  { label: "PNG", ending: "png", contents: async (view) => pngOf(await view.toCanvas(PIXEL_RATIO)) },
  {
    label: "Vega-Lite",
    ending: "vl.json",
    contents: async (_, vegaLite) =>
      new Blob([`${JSON.stringify(vegaLite, undefined, 2)}\n`], { type: "application/json" }),
  },
];

/** Hands a file to the reader, out of the page itself: nothing is asked of any network. */
export function download(contents: Blob, fileName: string): void {
  const address = URL.createObjectURL(contents);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has it by then; without this the page would hold every file ever saved.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Charts have a white ground of their own, whatever the page's theme. */
function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no image was made"))), "image/png");
  });
}
