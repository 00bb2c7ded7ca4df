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
