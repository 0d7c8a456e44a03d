import type * as Sdk from '@sup/sdk';

/** Puts what was taken back before what is being written there by now; answers both. */
export function putBack(place: Pick<Sdk.Room, 'draft' | 'setDraft'>, text: string): string {
  const both = [text, place.draft()?.text ?? ''].filter(Boolean).join('\n');
  place.setDraft({ text: both });
  return both;
}
