import { Text } from '@mantine/core';
import { IconHourglass, IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Verification } from './api';
import classes from './ChainBadge.module.css';

const ICONS = { intact: IconShieldCheck, pending: IconHourglass, broken: IconLinkOff };

/** Whether the chain holds, in a word. */
export function ChainBadge({ verification }: { verification: Verification }) {
  const { t } = useTranslation('administration');
  const { state, broken_entry: number } = verification;
  const Icon = ICONS[state];
  return (
    <div role="status" className={classes.badge} data-state={state}>
      <Icon aria-hidden size={19} />
      <Text size="sm" fw={550} component="span">
        {t(`audit.chain.${state}`, { number })}
      </Text>
    </div>
  );
}
