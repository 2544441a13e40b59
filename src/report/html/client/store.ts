/** A value that others follow. */
export interface Store<T> {
  readonly value: T;
  set(value: T): void;
  follow(changed: (value: T) => void): void;
}

export function store<T>(initial: T): Store<T> {
  const followers: ((value: T) => void)[] = [];
  let value = initial;
  return {
    get value() {
      return value;
    },
    set(next) {
      if (next === value) return;
      value = next;
      for (const changed of followers) changed(next);
    },
    follow(changed) {
      followers.push(changed);
    },
  };
}
