/** After all promises that are settled already; without a timer, which a browser may hold back in a hidden frame. */
export function inNextTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    work();
  };
  port2.postMessage(null);
}

/** A frame that nobody sees is not drawn; nothing waits for it longer than this. */
export const drawnWithinMs = 150;

/** Once the element has been drawn. Unlike a request for a frame this is not a timer, and needs no clock to go on. */
export const whenDrawn = (element: Element): Promise<void> =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      inNextTask(resolve);
    });
    observer.observe(element);
  });
