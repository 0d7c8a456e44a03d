// The words of a poll as a text that reads well where nobody knows of polls. No schema library in here.
import { limits } from './limits.ts';
import { codePoints } from './text.ts';

export interface PollWords {
  readonly question: string;
  readonly choices: readonly string[];
}

const mark = '- ';

/** The body of a poll: the question, then one line a choice. */
export function pollText({ question, choices }: PollWords): string {
  return [question, ...choices.map((choice) => mark + choice)].join('\n');
}

/** The words in the body of a poll with so many choices; undefined where they are not there, too long, or the same twice. */
export function readPoll(body: string, count: number): PollWords | undefined {
  const lines = body.split('\n');
  const question = lines.slice(0, -count).join('\n').trim();
  const last = lines.slice(-count);
  const choices = last.map((line) => line.slice(mark.length).trim());
  const isWhole =
    lines.length > count &&
    last.every((line) => line.startsWith(mark)) &&
    isOfLength(question, limits.pollQuestionMax) &&
    choices.every((choice) => isOfLength(choice, limits.pollChoiceMax)) &&
    new Set(choices).size === count;
  return isWhole ? { question, choices } : undefined;
}

function isOfLength(text: string, max: number): boolean {
  return text !== '' && codePoints(text, max) <= max;
}
