/** What the store says about itself. */
export interface MetaTable {
  key: string;
  value: string;
}
