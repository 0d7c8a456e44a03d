export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'mention'; readonly text: string; readonly me: boolean };

const pattern = /https?:\/\/[^\s<>"'`]+|(?<![\p{L}\p{N}_.@/])@[\p{L}\p{N}][\p{L}\p{N}_.-]*/giu;
const trailing = /[.,:;!?)\]}»”’]+$/u;

export interface KnownHandles {
  readonly mine: string;
  readonly has: (handle: string) => boolean;
}

function linkPart(match: string): TextPart {
  const closing = match.includes('(') ? match.replace(/[.,:;!?\]}»”’]+$/u, '') : match.replace(trailing, '');
  return URL.canParse(closing)
    ? { kind: 'link', text: closing, url: closing }
    : { kind: 'text', text: closing };
}

function mentionPart(match: string, handles: KnownHandles): TextPart {
  const handle = match.slice(1).replace(/[.-]+$/u, '');
  const me = handle.toLocaleLowerCase() === handles.mine.toLocaleLowerCase();
  if (!me && !handles.has(handle.toLocaleLowerCase())) return { kind: 'text', text: match };
  return { kind: 'mention', text: `@${handle}`, me };
}

/** Cuts a plain-text body into words, web links (http and https only) and mentions of people in the room. */
export function splitText(body: string, handles: KnownHandles): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of body.matchAll(pattern)) {
    const part = match[0].startsWith('@') ? mentionPart(match[0], handles) : linkPart(match[0]);
    if (part.kind === 'text') continue;
    if (match.index > from) parts.push({ kind: 'text', text: body.slice(from, match.index) });
    parts.push(part);
    from = match.index + part.text.length;
  }
  if (from < body.length || parts.length === 0) parts.push({ kind: 'text', text: body.slice(from) });
  return parts;
}

/** Which of these people a text mentions, by their handles. */
export function mentionedIn<Id>(
  text: string,
  people: readonly { readonly id: Id; readonly handle: string }[],
): Id[] {
  const ids = new Map(people.map(({ id, handle }) => [handle.toLocaleLowerCase(), id]));
  const parts = splitText(text, { mine: '', has: (handle) => ids.has(handle) });
  const found = parts.flatMap((part) => {
    const id = part.kind === 'mention' ? ids.get(part.text.slice(1).toLocaleLowerCase()) : undefined;
    return id === undefined ? [] : [id];
  });
  return [...new Set(found)];
}
