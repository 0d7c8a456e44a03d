type Row = readonly [pattern: RegExp, name: string];

// The order matters: most browsers claim to be others too.
const browsers: readonly Row[] = [
  [/Electron\//u, 'Sup'],
  [/EdgA?\//u, 'Edge'],
  [/OPR\//u, 'Opera'],
  [/Firefox\/|FxiOS\//u, 'Firefox'],
  [/Chrome\/|CriOS\//u, 'Chrome'],
  [/Safari\//u, 'Safari'],
];
const systems: readonly Row[] = [
  [/iPhone/u, 'iPhone'],
  [/iPad/u, 'iPad'],
  [/Android/u, 'Android'],
  [/Windows/u, 'Windows'],
  [/Mac OS X/u, 'macOS'],
  [/CrOS/u, 'ChromeOS'],
  [/Linux/u, 'Linux'],
];

function first(rows: readonly Row[], agent: string): string | undefined {
  return rows.find(([pattern]) => pattern.test(agent))?.[1];
}

/** How a browser is called in the list of devices: `Firefox on Linux`. */
export function programName(agent: string): string {
  return [first(browsers, agent) ?? 'Browser', first(systems, agent)].filter(Boolean).join(' on ');
}
