import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const PASSWORD = 'attune-demo';
const ACCOUNTS = [
  { email: 'student@demo.attune', role: 'student' },
  { email: 'tutor@demo.attune', role: 'tutor' },
  { email: 'admin@demo.attune', role: 'administrator' },
] as const;

/** The people of the demonstration course; shown only where the server says that it is one. */
export function DemoAccounts({ onChoose }: { onChoose: (account: { email: string; password: string }) => void }) {
  const { t } = useTranslation(['accounts', 'app']);
  return (
    <Paper p="md" radius="lg" bg="var(--surface-warm)" component="section" aria-labelledby="demo-accounts">
      <Title order={2} size="h3" id="demo-accounts">
        {t('sign_in.demo_title')}
      </Title>
      <Text size="sm" mt={4} mb="sm">
        {t('sign_in.demo_lead', { password: PASSWORD })}
      </Text>
      <Group gap="xs">
        {ACCOUNTS.map(({ email, role }) => (
          <Button
            key={role}
            size="sm"
            variant="default"
            onClick={() => onChoose({ email, password: PASSWORD })}
            aria-label={t('sign_in.demo_use', { name: t(`app:roles.${role}`) })}
          >
            {t(`app:roles.${role}`)}
          </Button>
        ))}
      </Group>
    </Paper>
  );
}
