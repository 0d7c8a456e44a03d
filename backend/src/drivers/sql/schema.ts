// The tables, as Kysely sees them. Each repository adds its own interfaces; migrations make them.

// biome-ignore lint/suspicious/noEmptyInterface: filled as repositories are added
export interface Schema {}
