// The names under which the page's process and the main process talk: one channel a method, derived from it.
import type { Bridge } from '../core/contract/bridge.ts';

/** What the page asks and is answered; the other methods listen. */
export type Asked = Exclude<keyof Bridge, `on${string}`>;
export type Heard = Exclude<keyof Bridge, Asked>;

export const channel = (method: keyof Bridge): string => `bridge:${method}`;

/** An error crosses as its one line, without the decoration that a rejected call would get. */
export type Answer<T> = { readonly value: T } | { readonly refusal: string };
