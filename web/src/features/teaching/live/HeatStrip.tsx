import { Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveBlock, LiveView } from '../types';
import { Coverage } from './Coverage';
import { useFigures } from './figures';
import classes from './HeatStrip.module.css';
import { Panel } from './Panel';

/** The blocks of the lesson that most are in, warmer where more may be struggling. */
export function HeatStrip({ blocks, class_states, coverage }: Pick<LiveView, 'blocks' | 'class_states' | 'coverage'>) {
  const { t } = useTranslation('teaching');
  return (
    <Panel title={t('blocks.title')} lead={t('blocks.lead', { minimum: class_states.minimum })}>
      {blocks.length > 0 ? (
        <ol className={classes.strip}>
          {blocks.map((block, index) => <BlockCell key={block.block_id} block={block} position={index + 1} />)}
        </ol>
      ) : (
        <Text c="dimmed">{t('blocks.none')}</Text>
      )}
      <Coverage coverage={coverage} />
    </Panel>
  );
}

function BlockCell({ block, position }: { block: LiveBlock; position: number }) {
  const { t } = useTranslation('teaching');
  const { percent } = useFigures();
  const { struggling_share: share, n, present, lost_here, title } = block;
  const untouched = present === 0 && n === 0;
  const struggling = () => {
    if (share !== null) return t('blocks.struggling', { share: percent(share), count: n });
    return n > 0 ? t('blocks.hidden') : t('blocks.unknown');
  };
  return (
    <li className={classes.block} data-known={share !== null} data-empty={untouched} style={{ '--share': share ?? 0 } as CSSProperties}>
      <Text fw={600} size="sm" lineClamp={2}>{position}. {title}</Text>
      <Text size="sm">{t('blocks.present', { count: present })}</Text>
      {untouched ? null : <Text size="sm">{struggling()}</Text>}
      {lost_here > 0 ? <Text size="sm" fw={600}>{t('blocks.lost', { count: lost_here })}</Text> : null}
    </li>
  );
}
