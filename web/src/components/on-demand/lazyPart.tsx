import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { untilLoaded } from '@/platform/loading/untilLoaded';

export interface LazyPart<P extends object> {
  (props: P): ReactNode;
  /** Fetch it ahead: what is there when it is first shown is shown in that very moment. */
  preload: () => Promise<unknown>;
}

/**
 * A part of a page that is fetched when it is first shown. Without a connection its place stays as it is until there is one:
 * the page around it goes on.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  fallback: ReactNode = null,
): LazyPart<P> {
  let loaded: ComponentType<P> | null = null;
  const fetched = async () => (loaded = await load());
  const Fetched = lazy(async () => ({ default: await untilLoaded(fetched) }));
  function LazyPart(props: P) {
    const [Ready] = useState(() => loaded);
    if (Ready) return <Ready {...props} />;
    return (
      <Suspense fallback={fallback}>
        <Fetched {...props} />
      </Suspense>
    );
  }
  LazyPart.preload = fetched;
  return LazyPart;
}
