import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { createQueryClient } from '@/platform/query';
import { cssVariables, theme } from '@/platform/theme/theme';
import { startEnglish } from './english';

/** Render a part of the client as the app would: look, cache, English catalogue, router at `path`; bare: it brings its own router. */
export async function renderInApp(element: ReactNode, { path = '/', client = createQueryClient(), bare = false } = {}) {
  await startEnglish();
  const view = render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <QueryClientProvider client={client}>
        {bare ? element : <MemoryRouter initialEntries={[path]}>{element}</MemoryRouter>}
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...view, client };
}
