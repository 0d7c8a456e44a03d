const local = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\])/u;

/** A server's origin from what a person typed: `chat.example.org` is https, an address at home is http. */
export function serverAddressOf(typed: string): string | undefined {
  const text = typed.trim().replace(/\/+$/u, '');
  if (text === '' || /\s/u.test(text) || /^https?:$/iu.test(text)) return undefined;
  const whole = /^https?:\/\//iu.test(text) ? text : `${local.test(text) ? 'http' : 'https'}://${text}`;
  try {
    const { protocol, host } = new URL(whole);
    return host === '' ? undefined : `${protocol}//${host}`;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
