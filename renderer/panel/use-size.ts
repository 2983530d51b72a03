// The size of an element in whole px of the drawing, `scale` of the page each; undefined until it has one.
import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function useSize(ref: RefObject<HTMLElement | null>, scale: number): Size | undefined {
  const [size, setSize] = useState<Size | undefined>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (width: number, height: number) => {
      const next = { width: Math.floor(width / scale), height: Math.floor(height / scale) };
      if (next.width < 40 || next.height < 40) return;
      setSize((last) => (last?.width === next.width && last.height === next.height ? last : next));
    };
    const observer = new ResizeObserver(([entry]) => {
      if (entry) measure(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(element);
    measure(element.clientWidth, element.clientHeight);
    return () => observer.disconnect();
  }, [ref, scale]);
  return size;
}
