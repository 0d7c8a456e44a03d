/** Stopped as asked. */
export const exitStopped = 0;

/** Died, or gave up on something that keeps dying; whoever started it may try again. */
export const exitFailed = 1;

/** A command that does not exist or was misused. */
export const exitUsage = 2;

/**
 * EX_CONFIG of sysexits.h: something outside must be put right first (port taken, disk full, wrong setting, …).
 * Whoever exits with it during its start has already said why in one sentence; trying again would change nothing.
 */
export const exitConfig = 78;
