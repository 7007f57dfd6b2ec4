import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useTryImage } from './useTryImage';

vi.mock('@/vision', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

test.each([
  [false, 'offline'],
  [true, 'worker_failed'],
] as const)('a picture whose reader cannot be loaded (online: %s) is not waited for: %s', async (online, failure) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  const { result } = renderHook(() => useTryImage({ name: 'cnn', sha256: 'f00' }));
  await act(() => result.current.read(new Blob(['image'])));
  expect(result.current.view).toMatchObject({ busy: false, failure });
});
