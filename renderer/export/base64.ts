// Bytes as base64, for data URIs, where neither a browser nor Node may be assumed.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] as number, bytes[i + 1], bytes[i + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += alphabet[bits >> 18];
    text += alphabet[(bits >> 12) & 63];
    text += b === undefined ? '=' : alphabet[(bits >> 6) & 63];
    text += c === undefined ? '=' : alphabet[bits & 63];
  }
  return text;
}
