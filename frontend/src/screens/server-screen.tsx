import { addresses, apiPath } from '@sup/protocol/wire';
import { useState } from 'react';
import { devicePlatform } from '../client/platform';
import { ServerForm } from '../components/auth/server-form';
import { useWords } from '../i18n';
import { serverAddressOf } from '../model/server-address';

const timeoutMs = 10_000;

/** Asks for the server's address and goes on once a Sup server answers there. */
export function ServerScreen({ onServer }: { onServer: (address: string) => void }) {
  const { server } = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const tryAddress = async (address: string): Promise<void> => {
    try {
      const { method, path } = addresses.auth.jwks;
      const url = `${address}${apiPath}${path}`;
      const answer = await devicePlatform(address).fetch({ method, url, headers: {}, timeoutMs });
      if (answer.status === 200 && answer.text.includes('"keys"')) onServer(address);
      else setError(server.notSup);
    } catch {
      // Whatever the network says: nobody answers there.
      setError(server.unreachable);
    }
  };
  const submit = (typed: string) => {
    const address = serverAddressOf(typed);
    setError(address === undefined ? server.invalid : undefined);
    if (address === undefined || busy) return;
    setBusy(true);
    void tryAddress(address).finally(() => setBusy(false));
  };
  return <ServerForm busy={busy} error={error} onSubmit={submit} />;
}
