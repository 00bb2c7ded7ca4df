/** A bug of the task, told by its kind alone. */
export const unexpectedText = (kind: string): string =>
  `The task met an error nobody expected (${kind}). No connection is left half saved: the next run or the hub goes on from the record. Report it with this text.`;
