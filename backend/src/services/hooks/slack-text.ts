/*
 * Slack's message format, reduced to text. What has words is kept, in the order in which Slack shows it: the blocks, or
 * the text where there are none, then the attachments. Buttons, menus and colours are left out; pictures become their
 * description and address, so that no reader's device fetches them unasked. Mentions name nobody here and call nobody, but
 * for those of everyone.
 */
import { isKeepable, limits, type SlackPayload, SupError } from '@sup/protocol';

type Part = Readonly<Record<string, unknown>>;

/** Blocks within blocks. */
const depthMax = 8;

/** What a payload says, and whether it calls everyone; throws invalid-input if it says nothing. */
export function readPayload(
  payload: SlackPayload,
  ownName: string,
): { readonly body: string; readonly callsEveryone: boolean } {
  const reader = new PayloadReader();
  const body = reader.text(payload);
  if (body === '') throw new SupError('invalid-input', { fields: { text: 'is empty' } });
  if (!isKeepable(body)) throw new SupError('body-malformed');
  const name = (payload.username ?? '').replace(/[*\s]+/g, ' ').trim();
  const said = clipped(name === '' || name === ownName ? body : `**${name}**\n${body}`);
  return { body: said, callsEveryone: reader.callsEveryone };
}

class PayloadReader {
  /** What was read so far has one of Slack's signs for it; the same word typed by somebody is a word. */
  callsEveryone = false;

  text({ text = '', blocks = [], attachments = [] }: SlackPayload): string {
    const shown = [paragraphs(blocks.map((block) => this.#block(block))) || this.#readable(text)];
    shown.push(...attachments.map((attachment) => this.#attachment(attachment)));
    return paragraphs(shown);
  }

  #block(block: Part): string {
    switch (block.type) {
      case 'section':
        return lines([this.#textOf(block.text), ...listOf(block.fields).map((field) => this.#textOf(field))]);
      case 'header':
        return bold(this.#textOf(block.text));
      case 'context':
        return listOf(block.elements)
          .map((element) => (element.type === 'image' ? this.#image(element) : this.#textOf(element)))
          .filter(Boolean)
          .join(' ');
      case 'image':
        return this.#image(block);
      case 'divider':
        return '---';
      case 'rich_text':
        return lines(listOf(block.elements).map((element) => this.#rich(element, 0)));
      default:
        return '';
    }
  }

  #rich(element: Part, depth: number): string {
    if (depth > depthMax) return '';
    if (element.type === 'text') return stringOf(element.text);
    if (element.type === 'link') return link(stringOf(element.url), stringOf(element.text));
    if (element.type === 'emoji') return `:${stringOf(element.name)}:`;
    if (element.type === 'broadcast') return this.#everyone();
    const inner = listOf(element.elements).map((one) => this.#rich(one, depth + 1));
    if (element.type === 'rich_text_list') return inner.map((line) => `- ${line}`).join('\n');
    return inner.join('');
  }

  #attachment(attachment: Part): string {
    const { pretext, author_name: author, title, title_link: address, text, footer } = attachment;
    const fields = listOf(attachment.fields).map((field) =>
      [bold(this.#readable(stringOf(field.title))), this.#readable(stringOf(field.value))]
        .filter(Boolean)
        .join(': '),
    );
    const shown = lines([
      this.#readable(stringOf(pretext)),
      this.#readable(stringOf(author)),
      link(stringOf(address), this.#readable(stringOf(title))),
      this.#readable(stringOf(text)),
      ...fields,
      paragraphs(listOf(attachment.blocks).map((block) => this.#block(block))),
      this.#readable(stringOf(footer)),
    ]);
    return shown || this.#readable(stringOf(attachment.fallback));
  }

  /** A text object, `{ type, text }`. */
  #textOf(part: unknown): string {
    return isPart(part) ? this.#readable(stringOf(part.text)) : '';
  }

  #image(image: Part): string {
    const words = stringOf(image.alt_text) || this.#textOf(image.title);
    return link(stringOf(image.image_url), words);
  }

  /** Slack's `<…>` and entities as people read them. */
  #readable(text: string): string {
    return text
      .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_whole, target: string, label = '') => {
        if (/^!(everyone|channel|here)$/.test(target)) return this.#everyone();
        if (/^[@#!]/.test(target)) return label || target.replace(/^[!@]/, '@').replace(/\^.*$/, '');
        return link(target, label);
      })
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .trim();
  }

  #everyone(): string {
    this.callsEveryone = true;
    return '@everyone';
  }
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
