import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider, type createBrowserRouter } from 'react-router';
import { cssVariables, theme } from '@/platform/theme/theme';

interface AppProps {
  client: QueryClient;
  router: ReturnType<typeof createBrowserRouter>;
}

/** Everything that surrounds the pages: the look, the cache, the router. */
export function App({ client, router }: AppProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
