/** The same function, asked once for each object for as long as that object lives: what follows from it cannot change. */
export function memoized<Of extends object, Value>(of: (of: Of) => Value): (of: Of) => Value {
  const known = new WeakMap<Of, { readonly value: Value }>();
  return (one) => {
    const before = known.get(one);
    if (before !== undefined) return before.value;
    const value = of(one);
    known.set(one, { value });
    return value;
  };
}
