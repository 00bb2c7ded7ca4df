/** The official clients load a polyfill that reads `self`, which Node lacks. Import this before them. */
(globalThis as { self?: unknown }).self ??= globalThis;

export {};
