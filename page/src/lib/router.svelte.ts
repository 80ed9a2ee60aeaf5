/** Where we are: the address is the only state that views share, so that every view is a permalink. */

export interface Place {
  path: string;
  query: URLSearchParams;
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export const route = $state<{ now: Place }>({ now: here() });

/** Go to an address of this page; `replace` leaves no step to go back to. */
export function go(address: string, { replace = false } = {}): void {
  if (address === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  const before = route.now.path;
  route.now = here();
  if (before !== route.now.path) window.scrollTo(0, 0);
}

/** The present address with some of its query changed; null or '' takes a key out. */
export function address(changes: Record<string, string | null>, path = route.now.path): string {
  const query = new URLSearchParams(route.now.query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(key);
    else query.set(key, value);
  }
  const written = query.toString();
  return written ? `${path}?${written}` : path;
}

/** Let links of this page move without loading it anew; everything else is the browser's. */
export function listen(): () => void {
  const moved = () => {
    route.now = here();
  };
  const clicked = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (/\.json$|\/text$|^\/export\//.test(link.pathname)) return;
    event.preventDefault();
    go(link.pathname + link.search);
  };
  addEventListener('popstate', moved);
  document.addEventListener('click', clicked);
  return () => {
    removeEventListener('popstate', moved);
    document.removeEventListener('click', clicked);
  };
}
