import type { ConnectionSettings } from "../../model/settings/index.js";
import type { Connection, ConnectionPath } from "./connection.js";
import { Http1Connections } from "./connections-http1.js";
import { Http2Connection } from "./connections-http2.js";

/** A client's connections to one host. */
export interface ConnectionPool {
  /** Asks for a connection to send a request on. Those that are urgent pass others that wait. */
  ask(claim: ConnectionClaim): void;
  /**
   * The exchange is over, or is no longer wanted.
   * @param cut whether it was given up with the answer still to come
   */
  giveBack(claim: ConnectionClaim, cut: boolean): void;
}

/** Somebody's wish to send a request. */
export interface ConnectionClaim {
  readonly urgent: boolean;
  /** Called once, possibly at once: the request can be sent now. */
  readonly ready: (connection: Connection) => void;
  /** The pool's note of what it gave. */
  connection: Connection | undefined;
}

export function createConnectionPool(
  protocol: ConnectionSettings["protocol"],
  path: ConnectionPath,
): ConnectionPool {
  return protocol === "http/2" ? new Http2Connection(path) : new Http1Connections(path);
}
