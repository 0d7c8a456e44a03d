const empty = /(^|\/)(utils?|commons?|helpers?|misc)(\.[a-z.]+)?$/;

/** A name that says nothing collects everything. */
export const namesSaySomething = {
  name: 'names',
  check: ({ folders, files }) =>
    [...folders, ...files.map((file) => file.path)]
      .filter((path) => empty.test(path))
      .map((path) => ({ path, text: 'name it after what it is, not utils, common, helpers or misc' })),
};
