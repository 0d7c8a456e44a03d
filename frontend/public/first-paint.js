// Runs before the first paint, so that the stored theme is never preceded by the wrong one.
// The key and its values are those of src/stores/settings.ts; base.css paints what is chosen here.
(() => {
  let mode = 'system';
  try {
    mode = JSON.parse(localStorage.getItem('sup.settings') || '{}').theme || 'system';
  } catch (error) {
    console.warn('The stored settings cannot be read; the system theme is used.', error);
  }
  const asks = (query) => window.matchMedia(query).matches;
  const dark = mode === 'dark' || (mode !== 'light' && asks('(prefers-color-scheme: dark)'));
  const contrast = mode === 'highContrast' || (mode === 'system' && asks('(prefers-contrast: more)'));
  const shade = dark ? 'Dark' : 'Light';
  document.documentElement.dataset.theme = contrast ? `highContrast${shade}` : shade.toLowerCase();
})();
