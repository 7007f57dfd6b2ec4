import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './SaveBar.module.css';

interface SaveBarProps {
  changed: boolean;
  saving: boolean;
  /** How many fields the server would refuse. */
  problems: number;
  onDiscard: () => void;
}

/** Stays in sight: whether something is unsaved, and the two ways out. */
export function SaveBar({ changed, saving, problems, onDiscard }: SaveBarProps) {
  const { t } = useTranslation('administration');
  const status = () => {
    if (problems > 0) return t('bar.problems', { count: problems });
    return changed ? t('bar.changed') : t('bar.unchanged');
  };
  return (
    <Group className={classes.save} data-changed={changed} justify="space-between">
      <Text role="status" size="sm" fw={changed ? 600 : 400}>
        {status()}
      </Text>
      <Group gap="sm">
        <Button variant="default" disabled={!changed} onClick={onDiscard}>
          {t('bar.discard')}
        </Button>
        <Button type="submit" loading={saving} disabled={!changed || problems > 0}>
          {t('bar.save')}
        </Button>
      </Group>
    </Group>
  );
}
