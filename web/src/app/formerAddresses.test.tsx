import { render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider, useLocation } from 'react-router';
import { expect, test } from 'vitest';
import { formerAddressRoutes } from './formerAddresses';
import { features } from './features';

function Address() {
  const { pathname, search, hash } = useLocation();
  return <p>{pathname + search + hash}</p>;
}

async function openAt(address: string): Promise<string | null> {
  const router = createMemoryRouter([...formerAddressRoutes, { path: '*', element: <Address /> }], {
    initialEntries: [address],
  });
  render(<RouterProvider router={router} />);
  return (await screen.findByText(/^\//)).textContent;
}

test.each([
  ['/me/readings', '/my-data'],
  ['/me/readings/lessons/l1?session=2#when', '/my-data/lessons/l1?session=2#when'],
  ['/me/readings/weeks', '/my-data/weeks'],
  ['/admin/effect', '/admin/experiment'],
  ['/admin/messages/confused-hint', '/admin/support-messages/confused-hint'],
])('%s is now %s', async (former, current) => {
  expect(await openAt(former)).toBe(current);
});

test('a former address leads to a page that there is, and no page still has one', () => {
  const pages = features.flatMap(({ routes = [] }) => routes.map(({ route }) => route.path));
  for (const page of ['/my-data', '/admin/experiment', '/admin/support-messages']) expect(pages).toContain(page);
  const former = formerAddressRoutes.map(({ path }) => path!.replace('/*', ''));
  expect(pages.filter((page) => former.some((old) => page?.startsWith(old)))).toEqual([]);
});
