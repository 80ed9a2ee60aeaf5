/** What a user sets on this machine: kept by the browser, never sent. */

type Theme = 'system' | 'light' | 'dark';

function kept(key: string, otherwise: string): string {
  try {
    return localStorage.getItem(`herodotus.${key}`) ?? otherwise;
  } catch {
    return otherwise; // storage may be switched off
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`herodotus.${key}`, value);
  } catch {
    /* then it holds for this visit only */
  }
}

export const settings = $state({
  theme: kept('theme', 'system') as Theme,
  keys: kept('keys', 'on') === 'on',
  layers: kept('layers', 'event,statement').split(','),
});

export function nextTheme(): void {
  const order: Theme[] = ['system', 'light', 'dark'];
  settings.theme = order[(order.indexOf(settings.theme) + 1) % order.length] ?? 'system';
  keep('theme', settings.theme);
  dress();
}

export function dress(): void {
  if (settings.theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', settings.theme);
}

export function toggleKeys(): void {
  settings.keys = !settings.keys;
  keep('keys', settings.keys ? 'on' : 'off');
}

export function toggleLayer(layer: string): void {
  const on = settings.layers.includes(layer);
  settings.layers = on ? settings.layers.filter((one) => one !== layer) : [...settings.layers, layer];
  keep('layers', settings.layers.join(','));
}
