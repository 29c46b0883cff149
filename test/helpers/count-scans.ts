const arrayMethods = [
  ...['concat', 'entries', 'every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex'],
  ...['flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf', 'map'],
  ...['reduce', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'unshift', 'values'],
  Symbol.iterator,
];
const collectionMethods = ['entries', 'forEach', 'keys', 'values', Symbol.iterator];
const scanned = [
  { prototype: Array.prototype, methods: arrayMethods, size: 'length' },
  { prototype: Map.prototype, methods: collectionMethods, size: 'size' },
  { prototype: Set.prototype, methods: collectionMethods, size: 'size' },
] as const;

type Method = (...args: unknown[]) => unknown;

/**
 * Counts the elements of arrays, maps and sets that `work` visits with methods, spreads and
 * `for … of`. A method that can stop early counts as if it visited all of them.
 */
export function countScans(work: () => void): number {
  let scans = 0;
  const restore = scanned.flatMap(({ prototype, methods, size }) =>
    methods.map((name) => {
      const methodsOf = prototype as unknown as Record<string | symbol, Method>;
      const method = methodsOf[name] as Method;
      methodsOf[name] = function counted(this: Record<string, number>, ...args) {
        scans += this[size] ?? 0;
        return Reflect.apply(method, this, args);
      };
      return () => {
        methodsOf[name] = method;
      };
    }),
  );
  try {
    work();
    return scans;
  } finally {
    for (let index = 0; index < restore.length; index++) restore[index]?.();
  }
}
