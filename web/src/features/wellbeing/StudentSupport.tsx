import type { ReactNode } from 'react';

/** What accompanies a student from page to page. */
export function StudentSupport({ children }: { children: ReactNode }) {
  return children;
}
