/*
 * Slack's message format, reduced to text. What has words is kept, in the order in which Slack shows it: the blocks, or
 * the text where there are none, then the attachments. Buttons, menus and colours are left out; pictures become their
 * description and address, so that no reader's device fetches them unasked. Mentions name nobody here and call nobody.
 */
import { isKeepable, limits, type SlackPayload, SupError } from '@sup/protocol';

type Part = Readonly<Record<string, unknown>>;

/** Blocks within blocks. */
const depthMax = 8;

/** The text of a payload; throws invalid-input if there is none. */
export function textOfPayload(payload: SlackPayload, ownName: string): string {
  const { text = '', blocks = [], attachments = [], username = '' } = payload;
  const shown = [paragraphs(blocks.map((block) => textOfBlock(block))) || readable(text)];
  shown.push(...attachments.map((attachment) => textOfAttachment(attachment)));
  const body = paragraphs(shown);
  if (body === '') throw new SupError('invalid-input', { fields: { text: 'is empty' } });
  if (!isKeepable(body)) throw new SupError('body-malformed');
  const name = username.replace(/[*\s]+/g, ' ').trim();
  return clipped(name === '' || name === ownName ? body : `**${name}**\n${body}`);
}

function textOfBlock(block: Part): string {
  switch (block.type) {
    case 'section':
      return lines([textOf(block.text), ...listOf(block.fields).map(textOf)]);
    case 'header':
      return bold(textOf(block.text));
    case 'context':
      return listOf(block.elements)
        .map((element) => (element.type === 'image' ? imageText(element) : textOf(element)))
        .filter(Boolean)
        .join(' ');
    case 'image':
      return imageText(block);
    case 'divider':
      return '---';
    case 'rich_text':
      return lines(listOf(block.elements).map((element) => richText(element, 0)));
    default:
      return '';
  }
}

function richText(element: Part, depth: number): string {
  if (depth > depthMax) return '';
  if (element.type === 'text') return stringOf(element.text);
  if (element.type === 'link') return link(stringOf(element.url), stringOf(element.text));
  if (element.type === 'emoji') return `:${stringOf(element.name)}:`;
  const inner = listOf(element.elements).map((one) => richText(one, depth + 1));
  if (element.type === 'rich_text_list') return inner.map((line) => `- ${line}`).join('\n');
  return inner.join('');
}

function textOfAttachment(attachment: Part): string {
  const { pretext, author_name: author, title, title_link: address, text, footer } = attachment;
  const fields = listOf(attachment.fields).map((field) =>
    [bold(readable(stringOf(field.title))), readable(stringOf(field.value))].filter(Boolean).join(': '),
  );
  const shown = lines([
    readable(stringOf(pretext)),
    readable(stringOf(author)),
    link(stringOf(address), readable(stringOf(title))),
    readable(stringOf(text)),
    ...fields,
    paragraphs(listOf(attachment.blocks).map((block) => textOfBlock(block))),
    readable(stringOf(footer)),
  ]);
  return shown || readable(stringOf(attachment.fallback));
}

/** A text object, `{ type, text }`. */
function textOf(part: unknown): string {
  return isPart(part) ? readable(stringOf(part.text)) : '';
}

function imageText(image: Part): string {
  const words = stringOf(image.alt_text) || textOf(image.title);
  return link(stringOf(image.image_url), words);
}

/** Slack's `<…>` and entities as people read them. */
function readable(text: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_whole, target: string, label = '') => {
      if (/^[@#!]/.test(target)) return label || target.replace(/^[!@]/, '@').replace(/\^.*$/, '');
      return link(target, label);
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

function link(address: string, label: string): string {
  if (!/^(https?|mailto):/i.test(address)) return label || address;
  return label === '' || label === address ? address : `[${label}](${address})`;
}

function clipped(text: string): string {
  const points = [...text];
  return points.length <= limits.bodyCodePointsMax
    ? text
    : `${points.slice(0, limits.bodyCodePointsMax - 1).join('')}…`;
}

const bold = (text: string): string => text && `**${text}**`;
const lines = (texts: readonly string[]): string => texts.filter(Boolean).join('\n');
const paragraphs = (texts: readonly string[]): string => texts.filter(Boolean).join('\n\n');
const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : []);
