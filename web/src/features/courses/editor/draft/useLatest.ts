import { useEffect, useRef, type RefObject } from 'react';

/** What a value is by now, for what happens later, such as an undo. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
