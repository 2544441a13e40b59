import { PRIORITY } from "../agenda.js";
import { Connection, type ConnectionPath } from "./connection.js";
import type { ConnectionClaim, ConnectionPool } from "./connection-pool.js";

/**
 * HTTP/2: all requests at once on one connection, which shares what it gets equally among their answers. An answer
 * that is given up is reset alone, and the connection lives on (RFC 9113 section 6.4).
 */
export class Http2Connection implements ConnectionPool {
  private readonly path: ConnectionPath;
  private readonly waiting: ConnectionClaim[] = [];
  private connection: Connection | undefined;
  private streams = 0;
  private opening = false;

  constructor(path: ConnectionPath) {
    this.path = path;
  }

  ask(claim: ConnectionClaim): void {
    this.closeIdle();
    if (this.connection) this.give(this.connection, claim);
    else {
      this.waiting.push(claim);
      if (!this.opening) this.open();
    }
  }

  giveBack(claim: ConnectionClaim): void {
    if (claim.connection === undefined) {
      const place = this.waiting.indexOf(claim);
      if (place >= 0) this.waiting.splice(place, 1);
      return;
    }
    claim.connection.idleSince = this.path.agenda.now;
    claim.connection = undefined;
    this.streams--;
  }

  private give(connection: Connection, claim: ConnectionClaim): void {
    claim.connection = connection;
    this.streams++;
    claim.ready(connection);
  }

  private open(): void {
    const { agenda, roundTrip, settings } = this.path;
    this.opening = true;
    agenda.at(agenda.now + settings.handshakeRoundTrips * roundTrip(), PRIORITY.request, () => {
      this.opening = false;
      const connection = new Connection(this.path);
      this.connection = connection;
      for (const claim of this.waiting.splice(0)) this.give(connection, claim);
    });
  }

  private closeIdle(): void {
    const { agenda, settings } = this.path;
    if (this.streams > 0 || this.connection === undefined) return;
    if (agenda.now - this.connection.idleSince > settings.keepAlive) this.connection = undefined;
  }
}
