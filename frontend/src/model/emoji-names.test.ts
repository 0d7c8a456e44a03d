import named from 'emojibase-data/en/compact.json';
import names from 'emojibase-data/en/shortcodes/github.json';
import { describe, expect, it } from 'vitest';
import { matching } from './completion';
import { emojiCompletions, spelledOut } from './emoji-names';

const all = emojiCompletions(names);
// Without one of these it would be drawn as a letter.
const drawn = /\p{Emoji_Presentation}|\u{FE0F}/u;
const shown = (query: string) => matching(query, all).map(({ insert }) => insert);

describe('emoji by name', () => {
  it('are the emoji of the list, each written so that it is drawn as one', () => {
    const bare = (emoji: string) => emoji.replaceAll('\u{FE0F}', '');
    const known = new Set(
      named
        .flatMap(({ unicode, skins }) => [unicode, ...(skins ?? []).map((skin) => skin.unicode)])
        .map(bare),
    );
    const strange = all.filter(({ insert }) => !known.has(bare(insert)) || !drawn.test(insert));
    expect(strange).toEqual([]);
    expect(all.length).toBeGreaterThan(1_800);
  });

  it('come with what people use most first, then with the shorter names', () => {
    expect(shown('thumbs')).toEqual(['👍', '👎']);
    expect(shown('sm').slice(0, 3)).toEqual(['😄', '🥰', '😏']);
    expect(shown('+1')[0]).toBe('👍');
    expect(shown('HEART')[0]).toBe('❤️');
    expect(shown('nosuchthing')).toEqual([]);
  });
});

describe('a name between two colons', () => {
  it('becomes the emoji with the second colon, wherever it is typed', () => {
    expect(spelledOut('hi :tada', 'hi :tada:', all)).toEqual({ text: 'hi 🎉 ', caret: 6, start: 3 });
    expect(spelledOut('a :tada b', 'a :tada: b', all)).toEqual({ text: 'a 🎉 b', caret: 5, start: 2 });
  });

  it('stays as it is when it is nobody\u{2019}s name, pasted, or a colon stands elsewhere', () => {
    expect(spelledOut(':tadaa', ':tadaa:', all)).toBeUndefined();
    expect(spelledOut('', ':tada:', all)).toBeUndefined();
    expect(spelledOut('10', '10:', all)).toBeUndefined();
    expect(spelledOut(':tada', ':tada!', all)).toBeUndefined();
  });
});
