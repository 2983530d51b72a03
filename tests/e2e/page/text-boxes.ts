// What is wrong with the texts that a page shows: two that lie on each other, one that is cut or leaves its card. It runs in the page.

/**
 * One line a fault; none where all can be read. It looks once every picture is as large as its card and the page has stood still for `quiet` ms,
 * or after `most` ms.
 */
export async function textFaults([quiet, most]: readonly [quiet: number, most: number]): Promise<string[]> {
  await new Promise<void>((resolve) => {
    const began = performance.now();
    let last = began;
    const observer = new MutationObserver(() => {
      last = performance.now();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    const drawn = () =>
      [...document.querySelectorAll('figure > div > svg')].every((picture) => {
        const [is, room] = [picture.getBoundingClientRect(), (picture.parentElement as Element).getBoundingClientRect()];
        return Math.abs(room.width - is.width) < 4 && Math.abs(room.height - is.height) < 4;
      });
    const look = () => {
      const now = performance.now();
      if ((now - last < quiet || !drawn()) && now - began < most) return requestAnimationFrame(look);
      observer.disconnect();
      resolve();
    };
    requestAnimationFrame(() => requestAnimationFrame(look));
  });

  interface Box {
    readonly text: string;
    readonly node: Node;
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  interface Bounds {
    readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
    readonly x: string;
    readonly y: string;
    readonly name: string;
    /** What has no room in it is left out whole, on purpose. */
    readonly sheds: boolean;
  }
  const faults: string[] = [];
  const say = (text: string) => `“${text.replace(/\s+/g, ' ').trim().slice(0, 40)}”`;

  const known = new Map<Element, readonly Bounds[]>();
  /** The boxes that cut what lies in an element, the nearest first. */
  const boundsOf = (element: Element | null): readonly Bounds[] => {
    if (!element)
      return [
        { box: { left: 0, top: 0, right: innerWidth, bottom: innerHeight }, x: 'hidden', y: 'hidden', name: 'the window', sheds: false },
      ];
    const found = known.get(element);
    if (found) return found;
    const { overflowX: x, overflowY: y } = getComputedStyle(element);
    const outer = boundsOf(element.parentElement);
    const own: Bounds[] = [];
    if (element.matches('[data-plot] figure > div')) {
      own.push({
        box: (element.closest('[data-plot]') as Element).getBoundingClientRect(),
        x: 'clip',
        y: 'clip',
        name: 'its card',
        sheds: false,
      });
    }
    if (
      (x !== 'visible' || y !== 'visible') &&
      element instanceof HTMLElement &&
      element !== document.body &&
      element !== document.documentElement
    ) {
      const { left, top } = element.getBoundingClientRect();
      const [l, t] = [left + element.clientLeft, top + element.clientTop];
      const box = { left: l, top: t, right: l + element.clientWidth, bottom: t + element.clientHeight };
      own.push({
        box,
        x,
        y,
        name: element.getAttribute('aria-label') ?? (element.className || element.tagName),
        sheds: element.hasAttribute('data-sheds'),
      });
    }
    const all = own.length > 0 ? [...own, ...outer] : outer;
    known.set(element, all);
    return all;
  };

  const boxes: Box[] = [];
  const add = (text: string, node: Node, element: Element, { left, top, right, bottom }: DOMRect) => {
    if (right - left < 0.5 || bottom - top < 0.5) return;
    let box = { left, top, right, bottom };
    for (const { box: edge, x, y, name, sheds } of boundsOf(element)) {
      // For ears alone, or for who comes by keys.
      if (edge.right - edge.left <= 1) return;
      const out =
        box.right <= edge.left + 0.5 || box.left >= edge.right - 0.5 || box.bottom <= edge.top + 0.5 || box.top >= edge.bottom - 0.5;
      const scrolls = (how: string) => how === 'auto' || how === 'scroll';
      if (out) {
        const below = box.bottom <= edge.top + 0.5 || box.top >= edge.bottom - 0.5;
        if (!sheds && !(below && scrolls(y))) faults.push(`${say(text)} is out of sight of ${name}`);
        return;
      }
      if (x !== 'visible' && (box.left < edge.left - 1 || box.right > edge.right + 1)) faults.push(`${say(text)} is cut across by ${name}`);
      // The ascent and descent of a line may stick out of it.
      const slack = 1 + 0.15 * (bottom - top);
      if (y !== 'visible' && !scrolls(y) && (box.top < edge.top - slack || box.bottom > edge.bottom + slack))
        faults.push(`${say(text)} is cut by ${name}`);
      box = {
        left: Math.max(box.left, edge.left),
        top: Math.max(box.top, edge.top),
        right: Math.min(box.right, edge.right),
        bottom: Math.min(box.bottom, edge.bottom),
      };
    }
    boxes.push({ text, node, ...box });
  };

  const seen = new Set<Element>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || element.closest('.unseen, script, style, noscript, title, option')) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    // A formula is one thing, and so is a line of a picture.
    const whole = element.closest('math') ?? element.closest('text');
    if (whole) {
      if (seen.has(whole)) continue;
      seen.add(whole);
      add(whole.textContent ?? '', whole, element, whole.getBoundingClientRect());
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) add(node.textContent, node, element, rect);
  }

  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((a, i) => {
    const tall = a.bottom - a.top;
    for (let j = i + 1; j < boxes.length; j += 1) {
      const b = boxes[j] as Box;
      if (b.top >= a.bottom) break;
      if (a.node === b.node) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      // Letters do not fill their line.
      const down = Math.min(a.bottom, b.bottom) - b.top - 0.15 * (tall + b.bottom - b.top);
      if (across > 1 && down > 0.5) faults.push(`${say(a.text)} and ${say(b.text)} lie on each other`);
    }
  });

  for (const input of document.querySelectorAll<HTMLInputElement>('input[inputmode]')) {
    if (input.checkVisibility() && input.scrollWidth > input.clientWidth + 1) faults.push(`${say(input.value)} does not fit its field`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
  return [...new Set(faults)];
}
