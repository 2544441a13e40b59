/**
 * Watches what a policy takes from its surroundings instead of from what it is handed: time, chance, timers, the
 * network, the process, and whatever it leaves in the global object.
 *
 * What is watched has been put in the place of the real thing while an action runs, and works, but for what would go
 * on afterwards: timers and requests are held back, and the process cannot be ended. A module that is loaded under
 * the watch may keep what it found; its uses are told to the same watch later, too.
 */
export class Surroundings {
  private readonly first = new Map<string, Error>();
  private heldBack = false;

  /**
   * What was used, by name; each with an error from the place of its first use. Of `process`, the part that was used:
   * that `process.hrtime.bigint` leads through `process` goes without saying.
   */
  get uses(): ReadonlyMap<string, Error> {
    const names = [...this.first.keys()];
    const isOnTheWay = (use: string) =>
      /^process\b/.test(use) && names.some((name) => name.startsWith(`${use}.`));
    return new Map([...this.first].filter(([use]) => !isOnTheWay(use)));
  }

  /** Runs an action under watch, timers and requests held back. */
  during<T>(action: () => T): T {
    const restore = this.install();
    this.heldBack = true;
    try {
      return action();
    } finally {
      this.heldBack = false;
      restore();
    }
  }

  /** The same for what takes time, such as loading a module; everything works meanwhile. */
  async throughout<T>(action: () => Promise<T>): Promise<T> {
    const restore = this.install();
    try {
      return await action();
    } finally {
      restore();
    }
  }

  /** Forgets what was used so far. */
  forget(): void {
    this.first.clear();
  }

  private note(use: string): void {
    if (!this.first.has(use)) this.first.set(use, new Error(use));
  }

  private install(): () => void {
    const undo = [
      ...CALLS.map(([owner, name, use]) => this.watchCall(owner(), name, use, undefined)),
      ...LATER.map(([name, inert]) => this.watchCall(globalThis, name, name, inert)),
      ...READS.map((name) => this.watchRead(name)),
      this.watchClock(),
    ].filter((restore) => restore !== undefined);
    const before = globals();
    return () => {
      for (const name of changed(before, globals())) this.note(`globalThis.${name}`);
      for (const restore of undo.reverse()) restore();
    };
  }

  /** @param inert what a call gives while it is held back; missing where calls always go through */
  private watchCall(owner: object, name: string, use: string, inert: (() => unknown) | undefined) {
    return replace(owner, name, (real) => ({
      value: (...given: unknown[]) => {
        this.note(use);
        return inert && this.heldBack ? inert() : Reflect.apply(real as Callable, owner, given);
      },
      writable: true,
    }));
  }

  private watchRead(name: string) {
    return replace(globalThis, name, (real) => ({
      get: () => {
        this.note(name);
        return name === "process" ? this.unstoppable(real as object) : real;
      },
      set: () => this.note(`globalThis.${name}`),
    }));
  }

  /** The process, but for what ends it or runs later. */
  private unstoppable(real: object): object {
    return new Proxy(real, {
      get: (target, name) => {
        const held: unknown = Reflect.get(target, name);
        if (typeof name === "symbol") return held;
        const use = `process.${name}`;
        this.note(use);
        if (ENDINGS.has(name))
          return () => {
            throw new Error(`the policy called ${use}`);
          };
        return typeof held === "function" ? this.watchMethod(held as Callable, target, use) : held;
      },
    });
  }

  /** A method that works wherever it is called from, and the functions that it holds, as `hrtime` holds `bigint`. */
  private watchMethod(method: Callable, owner: object, use: string): Callable {
    return new Proxy(method, {
      apply: (target, _, given) => Reflect.apply(target, owner, given),
      get: (target, name) => {
        const held: unknown = Reflect.get(target, name);
        if (typeof name === "string" && typeof held === "function" && Object.hasOwn(target, name))
          this.note(`${use}.${name}`);
        return held;
      },
    });
  }

  private watchClock() {
    return replace(globalThis, "Date", (real) => ({
      value: new Proxy(real as DateConstructor, {
        get: (target, name) => {
          if (name === "now") this.note("Date.now");
          return Reflect.get(target, name);
        },
        construct: (target, given: []) => {
          if (given.length === 0) this.note("new Date");
          return new target(...given);
        },
        apply: (target) => {
          this.note("Date");
          return target();
        },
      }),
      writable: true,
    }));
  }
}

type Callable = (...given: unknown[]) => unknown;

/** What is told when it is called. */
const CALLS: readonly (readonly [owner: () => object, name: string, use: string])[] = [
  [() => Math, "random", "Math.random"],
  [() => performance, "now", "performance.now"],
];

/** What would go on after the call, and what is had instead: a timer that never fires, an answer that never comes. */
const LATER: readonly (readonly [name: string, inert: () => unknown])[] = [
  ...["setTimeout", "setInterval", "setImmediate"].map((name) => [name, timer] as const),
  ["queueMicrotask", () => undefined],
  ["fetch", () => new Promise(() => {})],
];

/** What is told when it is looked at. */
const READS = [
  "process",
  "crypto",
  "navigator",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "Worker",
];

function timer(): object {
  const handle = { ref: () => handle, unref: () => handle, hasRef: () => false, refresh: () => handle };
  return handle;
}

const ENDINGS: ReadonlySet<string> = new Set(["exit", "abort", "kill", "reallyExit", "nextTick"]);

/** Puts a property in the place of another; undefined where there is none. @returns puts it back */
function replace(
  owner: object,
  name: string,
  make: (real: unknown) => PropertyDescriptor,
): (() => void) | undefined {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const real: unknown = Reflect.get(owner, name);
  if (real === undefined || before?.configurable === false) return undefined;
  const { enumerable = false } = before ?? {};
  Object.defineProperty(owner, name, { ...make(real), configurable: true, enumerable });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  };
}

type Globals = ReadonlyMap<string, unknown>;

/** What the global object holds, by name; of what is computed when looked at, that it is. */
function globals(): Globals {
  const names = Object.getOwnPropertyNames(globalThis);
  return new Map(
    names.map((name) => {
      const { value, get } = Object.getOwnPropertyDescriptor(globalThis, name)!;
      return [name, get === undefined ? value : COMPUTED];
    }),
  );
}

const COMPUTED = Symbol("computed");

/** Names that came, went or hold something else. What was computed may have been replaced by what came of it. */
function changed(before: Globals, after: Globals): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => {
    if (before.has(name) !== after.has(name)) return true;
    return before.get(name) !== COMPUTED && !Object.is(before.get(name), after.get(name));
  });
}
