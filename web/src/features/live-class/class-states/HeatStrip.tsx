import { Text } from '@mantine/core';
import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../Panel';
import type { LiveBlock, LiveView } from '../types';
import { Coverage } from './Coverage';
import { drawnShare, useShareFormat } from './shareFormat';
import classes from './HeatStrip.module.css';

/** The blocks of the lesson that most are in, warmer where more may be struggling. */
export const HeatStrip = memo(function HeatStrip({ blocks, class_states }: Pick<LiveView, 'blocks' | 'class_states'>) {
  const { t } = useTranslation('live-class');
  return (
    <Panel title={t('blocks.title')} lead={t('blocks.lead', { minimum: class_states.minimum })}>
      {blocks.length > 0 ? (
        <ol className={classes.strip}>
          {blocks.map((block, index) => (
            <BlockCell key={block.block_id} block={block} position={index + 1} />
          ))}
        </ol>
      ) : (
        <Text c="dimmed">{t('blocks.none')}</Text>
      )}
      <Coverage coverage={class_states.coverage} />
    </Panel>
  );
});

function BlockCell({ block, position }: { block: LiveBlock; position: number }) {
  const { t } = useTranslation('live-class');
  const { shareText } = useShareFormat();
  const { struggling, kind, n, present, lost_here, title } = block;
  const figure = () => {
    if (struggling === null || n === null) return t('blocks.hidden');
    return t(kind === 'sharers' ? 'blocks.struggling_sharers' : 'blocks.struggling', {
      share: shareText(struggling),
      count: n,
    });
  };
  return (
    <li
      className={classes.block}
      data-known={struggling !== null}
      data-empty={present === 0 && struggling === null}
      style={{ '--share': struggling ? drawnShare(struggling) : 0 } as CSSProperties}
    >
      <Text fw={600} size="sm" lineClamp={2}>
        {position}. {title}
      </Text>
      <Text size="sm">{t('blocks.present', { count: present })}</Text>
      {present === 0 && struggling === null ? null : <Text size="sm">{figure()}</Text>}
      {lost_here > 0 ? (
        <Text size="sm" fw={600}>
          {t('blocks.lost', { count: lost_here })}
        </Text>
      ) : null}
    </li>
  );
}
