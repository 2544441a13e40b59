import { expect, it } from "vitest";
import { PRIORITY } from "../../../src/engine/agenda.js";
import { Body, type BodyOptions } from "../../../src/engine/network/body.js";
import { constantTrace, linkOver, runOut } from "./rig.js";

function bodyOver(parts: Partial<BodyOptions>) {
  const { agenda, link } = linkOver(constantTrace(10));
  const log: string[] = [];
  const note = (what: string) => log.push(`${what} @${agenda.now}`);
  const body = new Body({
    agenda,
    size: 20,
    pieces: undefined,
    headerSize: 0,
    payloadShare: 1,
    stopsAt: undefined,
    limits: {},
    piece: (index) => note(`piece ${index}`),
    done: () => note("done"),
    ...parts,
  });
  const at = (time: number, action: () => void) => agenda.at(time, PRIORITY.request, action);
  return { agenda, at, body, link, log, note };
}

it("brings its headers before its payload", () => {
  const { agenda, at, body, link, log, note } = bodyOver({ headerSize: 5, payloadShare: 0.5 });
  body.start(link);
  for (const time of [1, 2]) at(time, () => note(`received ${body.received()}`));
  body.whenReceived(10, () => note("half"));
  runOut(agenda);
  expect(log).toEqual(["received 0 @1", "received 5 @2", "half @3", "done @5"]);
});

it("waits for what was asked for before it began, and for the last that was asked for", () => {
  const { agenda, at, body, link, log, note } = bodyOver({});
  body.whenReceived(5, () => note("never told"));
  body.whenReceived(10, () => note("half"));
  at(3, () => body.start(link));
  runOut(agenda);
  expect(log).toEqual(["half @4", "done @5"]);
});

it("forgets an earlier wish, even where the later one is for another piece", () => {
  const pieces = [0, 0].map((availableAt) => ({ size: 10, availableAt }));
  const { agenda, body, link, log, note } = bodyOver({ pieces });
  body.start(link);
  body.whenReceived(5, () => note("never told"));
  body.whenReceived(15, () => note("three quarters"));
  runOut(agenda);
  expect(log).toEqual(["piece 0 @1", "three quarters @1.5", "piece 1 @2", "done @2"]);
});

it("has received what it told of, to the last bit", () => {
  const { agenda, body, link, log, note } = bodyOver({ size: 1, payloadShare: 0.95 });
  const steps = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
  const wait = () => {
    const payload = steps.shift();
    if (payload === undefined) return;
    body.whenReceived(payload, () => {
      if (body.received() < payload) note(`only ${body.received()} of ${payload}`);
      wait();
    });
  };
  body.start(link);
  wait();
  runOut(agenda);
  expect(log).toHaveLength(1);
  expect(steps).toEqual([]);
});

it("says nothing more when stopped by whom it tells", () => {
  const pieces = [{ size: 20, availableAt: 0 }];
  const { agenda, body, link, log, note } = bodyOver({
    pieces,
    piece: () => {
      note("enough");
      body.stop();
    },
  });
  body.start(link);
  runOut(agenda);
  expect(log).toEqual(["enough @2"]);
});
