/** Said by the first script where the rest of the hub cannot be fetched; it has no other words to use. */
export const notLoadedText =
  "The rest of this page couldn't be loaded. No connection was changed. Reload the page; if that doesn't help, check your network connection.";
