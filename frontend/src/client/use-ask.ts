import { useState } from 'react';
import { toRefusal } from './refusal-words';

export interface Ask<Input> {
  readonly busy: boolean;
  readonly refusal: { readonly code: string; readonly text: string } | undefined;
  readonly run: (input: Input) => void;
}

/** Runs one request at a time for a form: whether it is under way, and what the server said when it refused. */
export function useAsk<Input>(task: (input: Input) => Promise<void>): Ask<Input> {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Ask<Input>['refusal']>();
  const run = (input: Input) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    task(input)
      .catch((error: unknown) => setRefusal(toRefusal(error)))
      .finally(() => setBusy(false));
  };
  return { busy, refusal, run };
}
