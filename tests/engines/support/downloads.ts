/**
 * Run in the page. A headless engine tells nobody of a download in a way that all engines share, so the page itself
 * counts the links that carry a file: what was pressed is what a person would have been given.
 */
export const countDownloads = `(() => {
  window.offeredFiles = [];
  const press = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download !== "") window.offeredFiles.push(this.download);
    return press.call(this);
  };
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a[download]") : null;
    if (link !== null && link.download !== "") window.offeredFiles.push(link.download);
  }, true);
})()`;

/** Run in the page: names of the files that were offered, each once. */
export const downloadsSeen = `[...new Set(window.offeredFiles)]`;
