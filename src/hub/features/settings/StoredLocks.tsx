import * as React from "react";
import type { Failure } from "../../../domain/failure";
import type { UnreadableLock } from "../../../ports/renewal-journal";
import { failureSentence } from "../../../words/failure";
import { useHub } from "../../shell/contracts/hub-context";
import { Message, Sentence } from "../../shared/Message";
import { lockProblem, resetLockText } from "./words/settings";

/** Locks that nobody can read, each with what resetting it loses; nothing where there are none. */
export const StoredLocks = (): React.JSX.Element | null => {
  const { ports } = useHub();
  const [found, setFound] = React.useState<readonly UnreadableLock[]>([]);
  const [failure, setFailure] = React.useState<Failure | null>(null);
  const [looks, setLooks] = React.useState(0);
  React.useEffect(() => {
    let open = true;
    void ports.journal.unreadableLocks().then((read) => {
      if (!open) return;
      // Could not look is not "there are none".
      if (read.ok) setFound(read.value);
      else setFailure(read.failure);
    });
    return () => {
      open = false;
    };
  }, [ports, looks]);
  const reset = async (subject: string): Promise<void> => {
    const done = await ports.journal.resetLock(subject);
    setFailure(done.ok ? null : done.failure);
    setLooks((count) => count + 1);
  };
  if (found.length === 0 && failure === null) return null;
  return (
    <>
      {failure !== null && (
        <Message severity="warning">
          <Sentence words={failureSentence(failure, "locks")} />
        </Message>
      )}
      {found.map((lock) => (
        <Message
          key={lock.subject}
          severity="warning"
          buttons={[{ text: resetLockText(lock.subject), onClick: () => void reset(lock.subject) }]}
        >
          <Sentence words={lockProblem(lock)} />
        </Message>
      ))}
    </>
  );
};
