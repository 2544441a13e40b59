type Columns = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** Every column begins where any kind of number may. */
const ALIGNMENT = 8;

/**
 * The same plain data, with all typed arrays in one piece of memory that threads share: what is sent to many of them is
 * then not copied for each. Nobody may write to it any more.
 */
export function inSharedMemory<T>(data: T): T {
  const columns = new Set<Columns>();
  const gather = (value: unknown): unknown => {
    if (isColumns(value)) columns.add(value);
    return value;
  };
  mapped(data, gather);
  const memory = new SharedArrayBuffer([...columns].reduce((sum, column) => sum + spaceOf(column), 0));
  const shared = new Map<Columns, Columns>();
  let at = 0;
  for (const column of columns) {
    shared.set(column, copiedTo(memory, at, column));
    at += spaceOf(column);
  }
  return mapped(data, (value) => (isColumns(value) ? shared.get(value) : value)) as T;
}

const isColumns = (value: unknown): value is Columns =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) && !(value.buffer instanceof SharedArrayBuffer);

const spaceOf = ({ byteLength }: Columns): number => Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT;

function copiedTo(memory: SharedArrayBuffer, at: number, column: Columns): Columns {
  const Kind = column.constructor as new (memory: SharedArrayBuffer, at: number, length: number) => Columns;
  const copy = new Kind(memory, at, column.length);
  copy.set(column);
  return copy;
}

/** Plain data with its leaves changed; what is in it several times is still one thing. */
function mapped(
  value: unknown,
  change: (leaf: unknown) => unknown,
  done = new Map<object, unknown>(),
): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return change(value);
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return change(value);
  const known = done.get(value);
  if (known !== undefined) return known;
  const copy = Array.isArray(value)
    ? value.map((inner) => mapped(inner, change, done))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner, change, done)]));
  done.set(value, copy);
  return copy;
}
