// All named writes, by repository. The writer thread looks them up here by name.

export const operations = {} as const;
export type Operations = typeof operations;
