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

const SOON = 700; // milliseconds after which a heading that stayed is taken for the one that was gone to
const LATE = 5000; // by then a view has its heading; some first have another while they load

/** Take the reader to the heading of a view that was gone to, once it is there: whoever hears the page is told where he is. */
export function arrive(): () => void {
  const old = document.querySelector('main h1');
  let at = document.activeElement;
  const focus = () => {
    const heading = document.querySelector<HTMLElement>('main h1');
    const now = document.activeElement;
    if (!heading || heading === now || (now !== at && now !== document.body)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    at = heading;
  };
  const watching = new MutationObserver(() => {
    if (document.querySelector('main h1') !== old) focus();
  });
  const timers = [setTimeout(focus, SOON), setTimeout(() => watching.disconnect(), LATE)];
  watching.observe(document.querySelector('main') ?? document.body, { childList: true, subtree: true });
  return () => {
    timers.forEach(clearTimeout);
    watching.disconnect();
  };
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
    if (/\.(json|jsonl|csv)$|\/text$|^\/export\//.test(link.pathname)) return;
    if (link.hash && link.pathname + link.search === location.pathname + location.search) return; // a place of this view
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
