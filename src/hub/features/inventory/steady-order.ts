import * as React from "react";
import type { Row } from "../../../domain/inventory";
import { useHubState } from "../../shell/contracts/hub-context";

/** A pointer that rests this long on the list is not about to press. */
const restsAfterMs = 5_000;

/** The rows as they are now, in the places they had before; what was not there before follows. */
export function inPlaces(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  const left = new Map(after.map((row) => [row.connection.id, row]));
  const kept = before.flatMap(({ connection: { id } }) => {
    const row = left.get(id);
    left.delete(id);
    return row ?? [];
  });
  return [...kept, ...left.values()];
}

export type Steady = {
  readonly rows: readonly Row[];
  /** What the element around the list listens with. */
  readonly pointer: Pick<
    React.DOMAttributes<HTMLElement>,
    "onPointerOver" | "onPointerMove" | "onPointerLeave" | "onFocus" | "onBlur"
  >;
};

/**
 * The rows of a view, none of which changes its place while somebody points at the list, has the focus in it, or has a
 * panel or a row's menu open: dates that come in from Microsoft Graph would else put another connection under a pointer that is
 * about to press. They come into their order as soon as the pointer is off. A view asked for anew is shown as asked for.
 */
export function useSteadyOrder(rows: readonly Row[], menuOpen: boolean): Steady {
  const query = useHubState((state) => state.query);
  const working = useHubState((state) => state.overlay !== null);
  const [touched, setTouched] = React.useState(false);
  const timer = React.useRef<ReturnType<typeof setTimeout>>();
  const shown = React.useRef({ query, rows });
  const pointer = React.useMemo((): Steady["pointer"] => {
    const rest = (list: Element, ms: number): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setTouched(list.matches(":focus-within")), ms);
    };
    const touch = ({ currentTarget }: React.SyntheticEvent): void => {
      setTouched(true);
      rest(currentTarget, restsAfterMs);
    };
    const leave = ({ currentTarget }: React.SyntheticEvent): void => rest(currentTarget, 0);
    return {
      onPointerOver: touch,
      onPointerMove: touch,
      onPointerLeave: leave,
      onFocus: touch,
      onBlur: leave,
    };
  }, []);
  React.useEffect(() => () => clearTimeout(timer.current), []);
  const held = (touched || working || menuOpen) && shown.current.query === query;
  const steady = React.useMemo(() => (held ? inPlaces(shown.current.rows, rows) : rows), [held, rows]);
  React.useLayoutEffect(() => {
    shown.current = { query, rows: steady };
  }, [query, steady]);
  return { rows: steady, pointer };
}
