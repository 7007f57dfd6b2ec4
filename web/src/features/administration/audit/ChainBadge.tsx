import { Text } from '@mantine/core';
import { IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ChainBadge.module.css';

/** Whether every entry still carries the seal it was written with. */
export function ChainBadge({ valid }: { valid: boolean }) {
  const { t } = useTranslation('administration');
  const Icon = valid ? IconShieldCheck : IconLinkOff;
  return (
    <div role="status" className={classes.badge} data-valid={valid}>
      <Icon aria-hidden size={19} />
      <Text size="sm" fw={550} component="span">
        {t(valid ? 'audit.chain.valid' : 'audit.chain.broken')}
      </Text>
    </div>
  );
}
