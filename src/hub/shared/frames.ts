/** Acts once so many frames have begun; what it answers calls that off. Nothing happens while nobody sees the page. */
export function afterFrames(count: number, act: () => void): () => void {
  let left = count;
  const next = (): void => {
    left -= 1;
    if (left === 0) act();
    else frame = requestAnimationFrame(next);
  };
  let frame = requestAnimationFrame(next);
  return () => cancelAnimationFrame(frame);
}

/** Acts once what stands now has been drawn: the second frame begins then. What it answers calls that off. */
export const afterDrawn = (act: () => void): (() => void) => afterFrames(2, act);

/** After all promises that are settled already; without a timer, which a browser may hold back in a hidden frame. */
export function inNextTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    work();
  };
  port2.postMessage(null);
}

/** A page that nobody sees draws no frames. */
const noFrameMs = 100;

/** Resolves when a frame has been drawn, with what stands now in it. */
export const frameDrawn = (): Promise<void> =>
  new Promise((resolve) => {
    const unseen = setTimeout(resolve, noFrameMs);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      inNextTask(resolve);
    });
  });
