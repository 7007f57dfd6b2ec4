import { Alert, Button, Group, List } from '@mantine/core';
import { IconCloudX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './RefusedNotice.module.css';

interface RefusedNoticeProps {
  title: string;
  /** What could not be saved, and why: "..., because ...". */
  lines: readonly { id: string; text: string }[];
  onRetry?: () => void;
  onDismiss: () => void;
}

/** What the server would not take; it stays until the user has read it. Nothing where there is nothing. */
export function RefusedNotice({ title, lines, onRetry, onDismiss }: RefusedNoticeProps) {
  const { t } = useTranslation('app');
  if (lines.length === 0) return null;
  return (
    <Alert
      role="alert"
      variant="light"
      color="red"
      radius={0}
      className={classes.notice}
      icon={<IconCloudX aria-hidden />}
      title={title}
    >
      <List size="sm" listStyleType="none" spacing={4}>
        {lines.map(({ id, text }) => (
          <List.Item key={id}>{text}</List.Item>
        ))}
      </List>
      <Group mt="md" gap="sm">
        {onRetry ? (
          <Button size="sm" variant="default" onClick={onRetry}>
            {t('error.retry')}
          </Button>
        ) : null}
        <Button size="sm" variant="subtle" color="gray" onClick={onDismiss}>
          {t('refused.dismiss')}
        </Button>
      </Group>
    </Alert>
  );
}
