/** Runs an action and tells which sources of time and chance it used, other than those it was handed. */
export function ambientUses(action: () => void): string[] {
  const uses = new Set<string>();
  const RealDate = Date;
  const restore = [
    replace(Math, "random", (real) => () => {
      uses.add("Math.random");
      return real();
    }),
    replace(performance, "now", (real) => () => {
      uses.add("performance.now");
      return real.call(performance);
    }),
    replace(
      globalThis,
      "Date",
      () =>
        new Proxy(RealDate, {
          get(target, name) {
            if (name === "now") uses.add("Date.now");
            return Reflect.get(target, name);
          },
          construct(target, given: []) {
            if (given.length === 0) uses.add("new Date");
            return new target(...given);
          },
          apply(target) {
            uses.add("Date");
            return target();
          },
        }),
    ),
  ];
  try {
    action();
  } finally {
    for (const undo of restore) undo();
  }
  return [...uses].sort();
}

function replace<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  make: (real: Owner[Name]) => Owner[Name],
): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const real = owner[name];
  Object.defineProperty(owner, name, { value: make(real), configurable: true, writable: true });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
    else delete (owner as Partial<Owner>)[name];
  };
}
