/** A space that is about to be put into another. */
export interface SpaceClaimsTable {
  id: string;
  parent: string;
  child: string;
}
