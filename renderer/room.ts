// How large type is, and how the page is laid out: both follow from the window, and from how large whoever looks wants to read.
import { useSyncExternalStore } from 'react';
import { settings, typeSizes } from './settings.ts';

/** `narrow`: the rail shows numbers; `stacked`: everything in one column that scrolls; `lecture`: one picture, equation and ledger. */
export type Layout = 'wide' | 'narrow' | 'stacked' | 'lecture';

export interface Room {
  /** How many times larger than in its drawing everything is: type, spacing, pictures. */
  readonly scale: number;
  readonly layout: Layout;
}

/** The window that the page was drawn for, in px. */
const DRAWN = { width: 1440, height: 900 };
/** Larger windows are looked at from further away, but not in proportion. */
const GROWTH = 0.45;

/** Below these sizes, in px of the drawing. */
const NARROW = 1200;
const STACKED = { width: 1000, height: 620 };

/** In a lecture type is so many times larger, as long as picture and ledger then have these px of the drawing. */
const LECTURE = 1.6;
const LECTURED = { width: 760, height: 480 };

/** A lecture in a window of so many px. */
export function lectureFor(width: number, height: number, wanted = 1): Room {
  const { scale } = roomFor(width, height, wanted);
  const most = Math.min(width / LECTURED.width, height / LECTURED.height);
  return { scale: Math.max(0.5, Math.round(100 * Math.min(scale * LECTURE, Math.max(most, scale * 0.6))) / 100), layout: 'lecture' };
}

/** What there is in a window of so many px; `wanted` is the user's own factor. */
export function roomFor(width: number, height: number, wanted = 1): Room {
  const larger = Math.min(width / DRAWN.width, height / DRAWN.height) - 1;
  const scale = Math.round(100 * wanted * (1 + GROWTH * Math.max(0, larger))) / 100;
  const [across, down] = [width / scale, height / scale];
  if (across < STACKED.width || down < STACKED.height) return { scale, layout: 'stacked' };
  return { scale, layout: across < NARROW ? 'narrow' : 'wide' };
}

/** The next size up or down; the last one stays. */
export function nextSize(size: number, by: 1 | -1): number {
  const further = by === 1 ? typeSizes.find((each) => each > size) : typeSizes.findLast((each) => each < size);
  return further ?? size;
}

/** The px of a rem where the browser is left as it comes. */
const REM = 16;

/** How much larger type was set in the browser itself. */
let asSet = 1;
let lecture = false;
let room: Room = { scale: 1, layout: 'wide' };
const listeners = new Set<() => void>();

function measure(): void {
  const next = (lecture ? lectureFor : roomFor)(window.innerWidth, window.innerHeight, settings.getState().typeSize * asSet);
  if (next.scale === room.scale && next.layout === room.layout) return;
  room = next;
  write();
  for (const listener of listeners) listener();
}

function write(): void {
  const { style, dataset } = document.documentElement;
  style.fontSize = `${REM * room.scale}px`;
  dataset.layout = room.layout;
}

/** Keeps the root's type size and its `data-layout` to the window. */
export function followRoom(): void {
  asSet = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / REM || 1;
  measure();
  write();
  window.addEventListener('resize', measure);
}

/** Larger or smaller type, from now on. */
export function changeType(by: 1 | -1): void {
  settings.setState({ typeSize: nextSize(settings.getState().typeSize, by) });
  measure();
}

export const inLecture = (): boolean => lecture;

/** Begins a lecture, or ends it. */
export function setLecture(on: boolean): void {
  lecture = on;
  measure();
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

/** The room in force; drawn again when it changes. */
export const useRoom = (): Room => useSyncExternalStore(subscribe, () => room);
