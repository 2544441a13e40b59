import type { Bits } from "../../units.js";
import { type Agenda, PRIORITY } from "../agenda.js";
import { type Carrier, Flow, type FlowOptions } from "./flow.js";

/** What the device has already: all of it is there at the moment it is wanted. */
export class LocalCache implements Carrier {
  private readonly agenda: Agenda;

  constructor(agenda: Agenda) {
    this.agenda = agenda;
  }

  join(options: FlowOptions): Flow {
    const flow = new Flow(options);
    flow.received = flow.size;
    this.agenda.at(this.agenda.now, PRIORITY.arrival, () => {
      const { milestone } = flow;
      if (flow.state === "sending" && milestone && milestone.bits <= flow.size) milestone.then();
      // Whoever was told of that may have left.
      if (flow.state !== "sending") return;
      flow.state = "arrived";
      flow.arrived();
    });
    return flow;
  }

  leave(flow: Flow): void {
    flow.state = "left";
  }

  received(flow: Flow): Bits {
    return flow.received;
  }

  whenReceived(flow: Flow, bits: Bits, then: () => void): void {
    flow.milestone = { bits, then };
  }
}
