import { Session } from "node:inspector";

/** Milliseconds to wait for a thread to be halted: it cannot be in the middle of a call of Node's own. */
const PATIENCE = 3000;

interface Reply {
  readonly method?: string;
  readonly params?: {
    readonly scriptId?: string;
    readonly url?: string;
    readonly callFrames?: readonly {
      readonly functionName: string;
      readonly location: {
        readonly scriptId: string;
        readonly lineNumber: number;
        readonly columnNumber?: number;
      };
    }[];
  };
}

/**
 * Where the only thread beside this one is right now, as a stack in the words of an error's: by halting it for a moment
 * as a debugger would, which works where it is in an endless loop.
 *
 * @returns undefined where it cannot be halted
 */
export async function stackOfThread(): Promise<string | undefined> {
  const session = new Session();
  try {
    session.connect();
    return await halted(session);
  } catch {
    // A Node without its inspector, or one that somebody else has connected to.
    return undefined;
  } finally {
    session.disconnect();
  }
}

function halted(session: Session): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PATIENCE, undefined);
    const scripts = new Map<string, string>();
    session.once("NodeWorker.attachedToWorker", ({ params: { sessionId } }) => {
      const ask = (id: number, method: string, then = () => {}) =>
        session.post(
          "NodeWorker.sendMessageToWorker",
          { sessionId, message: JSON.stringify({ id, method }) },
          then,
        );
      session.on("NodeWorker.receivedMessageFromWorker", ({ params: { message } }) => {
        const { method, params = {} } = JSON.parse(message) as Reply;
        const { scriptId, url, callFrames } = params;
        if (method === "Debugger.scriptParsed" && scriptId && url) scripts.set(scriptId, url);
        if (method !== "Debugger.paused" || !callFrames) return;
        clearTimeout(timer);
        const lines = callFrames.map(({ functionName, location }) => {
          const { lineNumber, columnNumber = 0 } = location;
          const place = `${scripts.get(location.scriptId)}:${lineNumber + 1}:${columnNumber + 1}`;
          return `    at ${functionName} (${place})`;
        });
        // A thread that stays halted could not be ended.
        ask(3, "Debugger.resume");
        session.post("NodeWorker.detach", { sessionId }, () => resolve(lines.join("\n")));
      });
      ask(1, "Debugger.enable");
      ask(2, "Debugger.pause");
    });
    session.post("NodeWorker.enable", { waitForDebuggerOnStart: false }, (error) => error && reject(error));
  });
}
