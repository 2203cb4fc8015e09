import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The width of an element in pixels, updated when its own size changes, so that text in a drawing keeps its size. */
export function useWidth<E extends Element>(before: number): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const width = useSignal(before);
  useLayoutEffect(() => {
    const element = ref.current!;
    const measure = () => {
      const now = Math.round(element.getBoundingClientRect().width);
      if (now > 0) width.value = now;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width.value];
}
