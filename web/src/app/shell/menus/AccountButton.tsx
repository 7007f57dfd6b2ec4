import { Avatar, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpenerProps } from '@/components/on-demand/onDemand';
import type { User } from '@/platform/session';

/** Who is signed in; it opens what they can change from anywhere. */
export function AccountButton({ user, ...opener }: { user: User } & OpenerProps) {
  const { t } = useTranslation('app');
  return (
    <UnstyledButton p={4} {...opener}>
      <VisuallyHidden>{t('account.menu', { name: user.name })}</VisuallyHidden>
      <Avatar name={user.name} color="pine" radius="xl" aria-hidden />
    </UnstyledButton>
  );
}
