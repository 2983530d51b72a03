// Bytes as text and back.

// Every host has them; the language's own library does not declare them.
declare const btoa: (binary: string) => string;
declare const atob: (base64: string) => string;

/** Arguments of one call are limited. */
const CHUNK = 0x8000;

export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += CHUNK) binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  return btoa(binary);
}

/** Throws where the text is no base64. */
export const bytesOfBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
