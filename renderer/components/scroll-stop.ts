// Makes a scrolling element a named Tab stop, so that arrow keys can scroll it; one that fits is no stop.

/** Watches `scroller`, which `label` names to screen readers; returns a function that stops watching. */
export function watchScroller(scroller: HTMLElement, label: string): () => void {
  const look = (): void => {
    const does_scroll =
      scroller.scrollWidth > scroller.clientWidth || scroller.scrollHeight > scroller.clientHeight;
    if (does_scroll === scroller.hasAttribute('tabindex')) return;
    for (const [name, value] of [
      ['tabindex', '0'],
      ['role', 'group'],
      ['aria-label', label],
    ] as const)
      if (does_scroll) scroller.setAttribute(name, value);
      else scroller.removeAttribute(name);
  };
  const observer = new ResizeObserver(look);
  observer.observe(scroller);
  for (const inside of scroller.querySelectorAll('table, code')) observer.observe(inside);
  return () => observer.disconnect();
}
