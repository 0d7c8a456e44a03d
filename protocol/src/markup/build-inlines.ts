import type { LinkMark, Token } from './inline-reader.ts';
import type { Run, SpanMark } from './spans.ts';
import type { Inline, SpanKind } from './tree.ts';

/** Styles and links inside each other. The delimiters of deeper ones are text. */
export const spanDepthMax = 12;

interface Frame {
  readonly mark: SpanMark | LinkMark;
  /** Too deep: what stands in it goes into the frame around. */
  readonly isFlat: boolean;
  readonly children: Inline[];
}

/** Nests the tokens. Whatever opens is closed in the reverse order: the reader pairs nothing crosswise. */
class Builder {
  readonly root: Inline[] = [];
  private readonly frames: Frame[] = [];
  private depth = 0;

  add(token: Token): void {
    if (token.kind === 'text') this.text(token.text);
    else if (token.kind === 'leaf') this.children.push(token.node);
    else if (token.kind === 'run') this.run(token.run);
    else if (token.kind === 'link-open') this.open(token);
    else this.close(token.literal);
  }

  private get children(): Inline[] {
    return this.frames.at(-1)?.children ?? this.root;
  }

  private run({ sign, left, opens = [], closes = [] }: Run): void {
    for (const { literal } of closes) this.close(literal);
    if (left > 0) this.text(sign.repeat(left));
    for (let index = opens.length - 1; index >= 0; index -= 1) {
      const mark = opens[index];
      if (mark) this.open(mark);
    }
  }

  private open(mark: SpanMark | LinkMark): void {
    const isFlat = this.depth >= spanDepthMax;
    if (isFlat) this.text(mark.literal);
    else this.depth += 1;
    this.frames.push({ mark, isFlat, children: isFlat ? this.children : [] });
  }

  private close(literal: string): void {
    const frame = this.frames.pop();
    if (!frame) return;
    if (frame.isFlat) {
      this.text(literal);
      return;
    }
    this.depth -= 1;
    this.children.push(nodeOf(frame));
  }

  private text(text: string): void {
    const children = this.children;
    const last = children.at(-1);
    if (last?.kind === 'text') children[children.length - 1] = { kind: 'text', text: last.text + text };
    else children.push({ kind: 'text', text });
  }
}

function nodeOf({ mark, children }: Frame): Inline {
  if ('url' in mark) return { kind: 'link', url: mark.url, children };
  const kind: SpanKind = mark.kind;
  return { kind, children };
}

/** The inlines that the tokens of a paragraph make. */
export function buildInlines(tokens: readonly Token[]): readonly Inline[] {
  const builder = new Builder();
  for (const token of tokens) builder.add(token);
  return builder.root;
}
