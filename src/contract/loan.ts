import { Breach } from "./decisions.js";
import type { Lend } from "./play.js";

/**
 * Lends what must be neither changed nor kept: any write fails, and after the loan any read does. Typed arrays
 * cannot be watched, so a copy is lent, compared, and made worthless in the end.
 */
export const lendStrictly: Lend = (value) => {
  let over = false;
  const views = new Map<object, object>();
  const checks: (() => void)[] = [];

  function view<T extends object>(target: T): T {
    const known = views.get(target);
    if (known) return known as T;
    const made = ArrayBuffer.isView(target) ? lendNumbers(target) : watch(target);
    views.set(target, made);
    return made as T;
  }

  function lendNumbers(target: object): Float64Array {
    const numbers = target as Float64Array;
    const copy = numbers.slice();
    checks.push(() => {
      const changed = copy.some((number, index) => number !== numbers[index]);
      copy.fill(Number.NaN);
      if (changed) throw new Breach("changed the observation: an array of numbers");
    });
    return copy;
  }

  function watch(target: object): object {
    const refuse = (_: object, name: string | symbol): never => {
      throw new Breach(`changed the observation: ${String(name)}`);
    };
    const watchOver = (name: string | symbol) => {
      if (over) throw new Breach(`kept the observation beyond the call and read ${String(name)}`);
    };
    return new Proxy(target, {
      get(_, name) {
        watchOver(name);
        const held: unknown = Reflect.get(target, name);
        return typeof held === "object" && held !== null && !Object.isFrozen(held) ? view(held) : held;
      },
      has(_, name) {
        watchOver(name);
        return Reflect.has(target, name);
      },
      ownKeys() {
        watchOver("its keys");
        return Reflect.ownKeys(target);
      },
      set: refuse,
      defineProperty: refuse,
      deleteProperty: refuse,
    });
  }

  return {
    lent: view(value),
    takeBack() {
      over = true;
      for (const check of checks) check();
    },
  };
};

/** Makes a plain value and all that it holds unchangeable. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) deepFreeze(held);
  }
  return value;
}
