import { mentionsIn, parseMarkup } from '@sup/protocol/wire';
import { handleKey } from './known-names';

/** Which of these people a text mentions, by their handles. What stands in code mentions nobody. */
export function mentionedIn<Id>(
  text: string,
  people: readonly { readonly id: Id; readonly handle: string }[],
): Id[] {
  const ids = new Map(people.map(({ id, handle }) => [handleKey(handle), id]));
  const found = mentionsIn(parseMarkup(text)).flatMap(({ of, name }) => {
    const id = of === 'person' ? ids.get(handleKey(name)) : undefined;
    return id === undefined ? [] : [id];
  });
  return [...new Set(found)];
}
