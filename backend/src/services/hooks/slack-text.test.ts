import { limits, SupError } from '@sup/protocol';
import { describe, expect, test } from 'vitest';
import { readPayload } from './slack-text.ts';

const read = (payload: Parameters<typeof readPayload>[0]) => readPayload(payload, 'CI');
const textOf = (payload: Parameters<typeof readPayload>[0]) => read(payload).body;

describe("R114: Slack's format becomes text", () => {
  test.each([
    [
      'Build <https://ci.example.org/7|#7> &lt;ok&gt; &amp; done',
      'Build [#7](https://ci.example.org/7) <ok> & done',
    ],
    ['<https://example.org>', 'https://example.org'],
    ['<javascript:alert(1)|click>', 'click'],
    ['<!channel> <@U123> <@U123|ann> <#C1|general>', '@everyone @U123 ann general'],
    ['*bold* and _more_', '*bold* and _more_'],
  ])('%s', (text, body) => {
    expect(textOf({ text })).toBe(body);
  });

  test("R114: Slack's signs for everyone call everyone, wherever they stand; the same word typed by somebody does not", () => {
    const broadcast = { type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] };
    for (const payload of [
      { text: 'Fire! <!here>' },
      { text: '<!channel|channel> look' },
      { attachments: [{ text: '<!everyone>' }] },
      { blocks: [{ type: 'section', text: { text: 'x <!here|@here>' } }] },
      { blocks: [{ type: 'rich_text', elements: [broadcast] }] },
    ]) {
      expect(read(payload).callsEveryone).toBe(true);
      expect(read(payload).body).toContain('@everyone');
    }
    for (const text of ['@everyone', '@channel', '&lt;!channel&gt;', '<!subteam^S1|@devs>', '<!date^1^x|y>'])
      expect(read({ text }).callsEveryone).toBe(false);
  });

  test('blocks stand in the place of the text, in their order', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'Deploy' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: 'to *prod*' },
        fields: [{ text: 'a' }, { text: 'b' }],
      },
      { type: 'divider' },
      { type: 'actions', elements: [{ type: 'button', text: { text: 'Undo' } }] },
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'by ann' }] },
      { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'a graph' },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'see ' },
              { type: 'link', url: 'https://a.org' },
            ],
          },
          { type: 'rich_text_list', elements: [{ elements: [{ type: 'text', text: 'one' }] }] },
        ],
      },
    ];
    expect(textOf({ text: 'fallback', blocks })).toBe(
      '**Deploy**\n\nto *prod*\na\nb\n\n---\n\nby ann\n\n[a graph](https://example.org/a.png)\n\nsee https://a.org\n- one',
    );
  });

  test('attachments follow, or their fallback', () => {
    const attachments = [
      {
        pretext: 'Alert',
        title: 'Disk full',
        title_link: 'https://example.org',
        text: 'on db1',
        fields: [{ title: 'Used', value: '99 %' }],
        fallback: 'not shown',
      },
      { fallback: 'only this' },
      { color: '#f00' },
    ];
    expect(textOf({ text: 'Hi', attachments })).toBe(
      'Hi\n\nAlert\n[Disk full](https://example.org)\non db1\n**Used**: 99 %\n\nonly this',
    );
  });

  test('a name of its own stands above, the name of the hook does not', () => {
    expect(textOf({ text: 'x', username: 'Grafana' })).toBe('**Grafana**\nx');
    expect(textOf({ text: 'x', username: 'CI' })).toBe('x');
  });

  test('what is too long is cut, what says nothing is refused, what is no part of the format is passed over', () => {
    expect([...textOf({ text: '😀'.repeat(20_000) })]).toHaveLength(limits.bodyCodePointsMax);
    for (const payload of [{}, { text: ' ' }, { blocks: [{ type: 'actions' }] }])
      expect(() => textOf(payload)).toThrow(SupError);
    expect(() => textOf({ text: 'a\u0000b' })).toThrow(SupError);
    const strange = [
      { type: 'section', text: 7, fields: 'x' },
      { type: 'rich_text', elements: [null, 3] },
    ];
    expect(textOf({ text: 'x', blocks: strange })).toBe('x');
  });
});
