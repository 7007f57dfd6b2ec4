import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './PolicyFieldset.module.css';

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
  const standing = () => {
    if (problems > 0) return t('policy.bar.problems', { count: problems });
    return changed ? t('policy.bar.changed') : t('policy.bar.unchanged');
  };
  return (
    <Group className={classes.save} data-changed={changed} justify="space-between">
      <Text role="status" size="sm" fw={changed ? 600 : 400}>{standing()}</Text>
      <Group gap="sm">
        <Button variant="default" disabled={!changed} onClick={onDiscard}>{t('policy.bar.discard')}</Button>
        <Button type="submit" loading={saving} disabled={!changed || problems > 0}>{t('policy.bar.save')}</Button>
      </Group>
    </Group>
  );
}
