import * as React from "react";
import type { Failure } from "../../domain/failure";

export type Saving = {
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly run: (save: () => Promise<Failure | null>) => void;
};

/** A save with its busy and failed states; its end is not shown once the form is gone. */
export function useSaving(): Saving {
  const [{ busy, failure }, set] = React.useState<{ busy: boolean; failure: Failure | null }>({
    busy: false,
    failure: null,
  });
  const mounted = React.useRef(true);
  React.useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = (save: () => Promise<Failure | null>): void => {
    set({ busy: true, failure: null });
    void save().then((after) => {
      if (mounted.current) set({ busy: false, failure: after });
    });
  };
  return { busy, failure, run };
}
