import { SupError } from '@sup/protocol';
import type { Proposal } from './log.ts';
import type { SendRecord } from './room-log.ts';

interface JobParts {
  readonly proposal: Proposal;
  readonly digest: string;
  readonly resolve: (record: SendRecord | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** A proposal on its way, and the promise of who made it. Whoever was answered is not taken again. */
export class Job {
  readonly proposal: Proposal;
  readonly digest: string;
  readonly #parts: JobParts;
  #settled = false;

  constructor(parts: JobParts) {
    this.proposal = parts.proposal;
    this.digest = parts.digest;
    this.#parts = parts;
  }

  get settled(): boolean {
    return this.#settled;
  }

  resolve(record: SendRecord | undefined): void {
    this.#settled = true;
    this.#parts.resolve(record);
  }

  reject(error: unknown): void {
    this.#settled = true;
    this.#parts.reject(error);
  }

  /** Throws cmid-conflict if the record under this key is of another content (R21). */
  mustRepeat(record: SendRecord): void {
    if (record.digest !== this.digest) throw new SupError('cmid-conflict');
  }

  /** Gives a retry the answer of the first try. */
  answerRetry(record: SendRecord): void {
    if (record.digest === this.digest) this.resolve(record);
    else this.reject(new SupError('cmid-conflict'));
  }
}
