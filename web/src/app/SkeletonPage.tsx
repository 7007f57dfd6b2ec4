import { Container, Skeleton, Stack } from '@mantine/core';
import { Loading, SkeletonLines } from '@/components/state/QueryState';

/** A page that is still on its way. */
export function SkeletonPage() {
  return (
    <Container size="md" py={64}>
      <Loading>
        <Stack gap="xl">
          <Skeleton height={36} width="45%" />
          <SkeletonLines />
        </Stack>
      </Loading>
    </Container>
  );
}
