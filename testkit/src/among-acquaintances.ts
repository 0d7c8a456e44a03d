/** The people of a test know each other, unless it is about strangers and sets this itself. */
export const amongAcquaintances = { SUP_STRANGERS: 'open' } as const;
