import type { ChartMeta } from "../../charts/theme.js";
import type { PageChart } from "../embed/page-data.js";
import { type ChosenArm, toggleArm } from "./arm-switch.js";
import { armOf, extentOf, liveView, setSignal, type View } from "./live-view.js";
import { plotsOf } from "./plots.js";
import { type Datum, type ReadAt, readoutOf } from "./readout.js";
import { download, type SaveFormat } from "./save.js";
import type { Store } from "./store.js";
import type { Tip } from "./tip.js";
import { type Extent, panned, within, zoomed } from "./zoom.js";

/** What a figure shares with the rest of the page. */
export interface PageState {
  readonly arms: ReadonlySet<string>;
  /** A chart's specification, as it was before it was packed for the page. */
  readonly unpack: (spec: object) => object;
  readonly chosen: ChosenArm;
  readonly tip: Tip;
}

/** The stretch of an axis that is shown; undefined: all of it. Figures on the same axes share one. */
export type ZoomStore = Store<Extent | undefined>;

export type Axis = "x" | "y";

/** A chart of the page, drawn, that can be brought to life. */
export class LiveFigure {
  readonly name: string;
  readonly canvas: HTMLElement;
  readonly meta: ChartMeta;
  readonly zoom: Readonly<Record<Axis, ZoomStore>>;
  private readonly chart: PageChart;
  private readonly page: PageState;
  private readonly drawing: readonly Node[];
  private readonly description: string;
  private live: Promise<View> | undefined;
  private running: View | undefined;
  private whole: Partial<Record<Axis, Extent>> = {};
  private read: ReadAt | undefined;

  constructor(
    name: string,
    canvas: HTMLElement,
    chart: PageChart,
    zoom: Readonly<Record<Axis, ZoomStore>>,
    page: PageState,
  ) {
    this.name = name;
    this.canvas = canvas;
    this.chart = chart;
    this.zoom = zoom;
    this.page = page;
    this.meta = (page.unpack(chart.vegaLite) as { usermeta?: ChartMeta }).usermeta ?? {};
    this.drawing = [...canvas.childNodes];
    this.description = canvas.querySelector("svg")?.getAttribute("aria-label") ?? "";
    page.chosen.follow((arm) => void this.set("chosen_arm", arm));
    for (const axis of this.axes)
      zoom[axis].follow((extent) => void this.set(`zoom_${axis}`, extent ?? null));
  }

  /** The axes that can be zoomed into. */
  get axes(): readonly Axis[] {
    return (this.meta.zoom ?? "").split("") as Axis[];
  }

  /** The running chart, which takes the drawing's place when it is first asked for. */
  view(): Promise<View> {
    this.live ??= this.start();
    return this.live;
  }

  /** The drawing in the place of what runs, or the reverse: paper gets the whole chart. */
  showDrawing(still: boolean): void {
    const host = this.running?.container();
    if (host) this.canvas.replaceChildren(...(still ? this.drawing : [host]));
  }

  async save(format: SaveFormat): Promise<void> {
    const vegaLite = this.page.unpack(this.chart.vegaLite);
    download(await format.contents(await this.view(), vegaLite), `${this.name}.${format.ending}`);
  }

  /** Zooms about a place of the page, or about the middle. */
  zoomBy(factor: number, at?: { readonly clientX: number; readonly clientY: number }): void {
    for (const axis of this.axes) {
      const [shown, whole] = [this.shown(axis), this.whole[axis]];
      if (!shown || !whole) continue;
      const about = at && this.valueAt(axis, axis === "x" ? at.clientX : at.clientY);
      this.zoom[axis].set(zoomed(shown, whole, factor, about ?? (shown[0] + shown[1]) / 2));
    }
  }

  /** Shows what lies between two places of the page. */
  zoomTo(from: { clientX: number; clientY: number }, to: { clientX: number; clientY: number }): void {
    for (const axis of this.axes) {
      const key = axis === "x" ? "clientX" : "clientY";
      const [one, other] = [this.valueAt(axis, from[key]), this.valueAt(axis, to[key])];
      const whole = this.whole[axis];
      if (one === undefined || other === undefined || !whole || one === other) continue;
      this.zoom[axis].set(within([Math.min(one, other), Math.max(one, other)], whole));
    }
  }

  pan(share: number): void {
    const [shown, whole] = [this.shown("x"), this.whole.x];
    if (shown && whole && this.zoom.x.value) this.zoom.x.set(panned(shown, whole, share));
  }

  reset(): void {
    for (const axis of this.axes) this.zoom[axis].set(undefined);
  }

  /** What the chart says at a value of the x axis; undefined where it is no chart to be read off. */
  readAt(x: number): ReturnType<ReadAt> | undefined {
    const view = this.running;
    if (!this.meta.readout || !view) return undefined;
    this.read ??= readoutOf(this.meta.readout, (data) => view.data(data) as Datum[]);
    return this.read(x);
  }

  shown(axis: Axis): Extent | undefined {
    return this.running && extentOf(this.running, axis);
  }

  /** The value of an axis at a place of the page, within what it shows. */
  valueAt(axis: Axis, client: number): number | undefined {
    const plot = plotsOf(this.canvas)[0];
    if (!plot || !this.running) return undefined;
    const [start, size] = axis === "x" ? [plot.left, plot.width] : [plot.top, plot.height];
    const share = Math.min(1, Math.max(0, (client - start) / size));
    const scale = this.running.scale(axis) as { invert(pixel: number): number; range(): number[] };
    const range = scale.range();
    const [low, high] = [Math.min(...range), Math.max(...range)];
    return scale.invert(low + share * (high - low));
  }

  /** The place on the page of a value of the x axis. */
  clientXOf(x: number): number | undefined {
    const plot = plotsOf(this.canvas)[0];
    const scale = this.running?.scale("x") as { (value: number): number; range(): number[] } | undefined;
    if (!plot || !scale) return undefined;
    const range = scale.range();
    const low = Math.min(...range);
    return plot.left + ((scale(x) - low) / (Math.max(...range) - low)) * plot.width;
  }

  private async start(): Promise<View> {
    const host = document.createElement("div");
    host.className = "live";
    const { tip, chosen, arms, unpack } = this.page;
    const view = await liveView(unpack(this.chart.vega), host, arms, (event, entries) => {
      // A chart that is read off along its axis says more than one of its points does.
      if (this.meta.readout && !entries) return;
      if (entries) tip.show(entries, event.clientX, event.clientY);
      else tip.hide();
    });
    view.addEventListener("click", (_event, item) => {
      const arm = armOf(item, arms);
      if (arm !== undefined) toggleArm(chosen, arm);
    });
    const svg = host.querySelector("svg");
    svg?.setAttribute("role", "img");
    svg?.setAttribute("aria-label", this.description);
    for (const axis of this.axes) this.whole[axis] = extentOf(view, axis);
    this.running = view;
    this.canvas.replaceChildren(host);
    await setSignal(view, "chosen_arm", chosen.value);
    for (const axis of this.axes) await setSignal(view, `zoom_${axis}`, this.zoom[axis].value ?? null);
    this.canvas.closest("figure")?.setAttribute("data-live", "");
    return view;
  }

  private async set(signal: Parameters<typeof setSignal>[1], value: unknown): Promise<void> {
    if (this.live) await setSignal(await this.live, signal, value);
  }
}
