import { PRIORITY } from "../agenda.js";
import { Connection, type ConnectionPath } from "./connection.js";
import type { ConnectionClaim, ConnectionPool } from "./connection-pool.js";

/**
 * HTTP/1.1: one request at a time on each of several connections. As browsers do, a request that waits takes the
 * first connection that can be had, whether that is one that has become free or one that was opened for it; of those
 * that are free, the one used last, whose window is the widest. Pipelining is not modelled, as nobody uses it.
 */
export class Http1Connections implements ConnectionPool {
  private readonly path: ConnectionPath;
  /** Urgent ones first, otherwise in order of asking. */
  private readonly waiting: ConnectionClaim[] = [];
  /** In order of becoming idle. */
  private readonly idle: Connection[] = [];
  private busy = 0;
  private opening = 0;

  constructor(path: ConnectionPath) {
    this.path = path;
  }

  ask(claim: ConnectionClaim): void {
    const { waiting } = this;
    const place = claim.urgent ? waiting.findIndex((other) => !other.urgent) : -1;
    waiting.splice(place < 0 ? waiting.length : place, 0, claim);
    this.serve();
  }

  giveBack(claim: ConnectionClaim, cut: boolean): void {
    const { connection } = claim;
    if (connection === undefined) {
      const place = this.waiting.indexOf(claim);
      if (place >= 0) this.waiting.splice(place, 1);
      return;
    }
    claim.connection = undefined;
    this.busy--;
    // There is no other way to stop an answer than to close the connection it comes on.
    if (!cut) this.rest(connection);
    this.serve();
  }

  private rest(connection: Connection): void {
    connection.idleSince = this.path.agenda.now;
    this.idle.push(connection);
  }

  private serve(): void {
    const { idle, waiting } = this;
    const { maxConnections } = this.path.settings;
    this.closeIdle();
    while (waiting.length > 0 && idle.length > 0) {
      const claim = waiting.shift()!;
      const connection = idle.pop()!;
      claim.connection = connection;
      this.busy++;
      claim.ready(connection);
    }
    while (this.opening < waiting.length && this.busy + this.opening < maxConnections) this.open();
  }

  private open(): void {
    const { agenda, roundTrip, settings } = this.path;
    this.opening++;
    agenda.at(agenda.now + settings.handshakeRoundTrips * roundTrip(), PRIORITY.request, () => {
      this.opening--;
      this.rest(new Connection(this.path));
      this.serve();
    });
  }

  /** Nobody notices when an idle connection closes, so it is enough to find out when one is wanted. */
  private closeIdle(): void {
    const { agenda, settings } = this.path;
    const { idle } = this;
    while (idle.length > 0 && agenda.now - idle[0]!.idleSince > settings.keepAlive) idle.shift();
  }
}
