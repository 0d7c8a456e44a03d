const pages = [
  {
    path: 'package-lock.json',
    host: /"resolved": "(https?|git)/,
    text: 'names a host: `npm install` with omit-lockfile-registry-resolved writes it without',
  },
  { path: '.npmrc', host: /registry\s*=\s*http/, text: 'names a registry: that is everybody’s own choice' },
];

/** The lock file names no registry host, so that everybody installs from their own. */
export const lockNamesNoHost = {
  name: 'lock hosts',
  check: ({ read }) =>
    pages.flatMap(({ path, host, text }) => {
      const index = (read(path) ?? '').split('\n').findIndex((line) => host.test(line));
      return index < 0 ? [] : [{ path, line: index + 1, text }];
    }),
};
