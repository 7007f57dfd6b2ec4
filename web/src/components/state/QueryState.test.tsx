import { screen } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { ApiError } from '@/platform/api/errors';
import { renderInApp } from '@/test/render';
import { QueryState } from './QueryState';

function Failing({ code, status }: { code: string; status: number }) {
  const query = useQuery({
    queryKey: ['failing'],
    retry: false,
    queryFn: () => Promise.reject(new ApiError(code, status, 'no')),
  });
  return (
    <QueryState query={query} wayOn={{ to: '/courses', label: 'To your courses' }}>
      {() => null}
    </QueryState>
  );
}

test('what is not there leads on, and is not tried again', async () => {
  await renderInApp(<Failing code="not_found" status={404} />);
  expect(await screen.findByRole('link', { name: 'To your courses' })).toHaveAttribute('href', '/courses');
  expect(screen.getByText('It does not exist, or you have no access to it.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('what failed on the way is tried again', async () => {
  await renderInApp(<Failing code="network_unreachable" status={0} />);
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});
