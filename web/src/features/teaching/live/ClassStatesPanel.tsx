import { Text } from '@mantine/core';
import { IconUsersMinus } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey } from '@/components/affect';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { sharesHeight } from '@/components/chart/sharesOption';
import type { LiveView, StateShare } from '../types';
import { classStatesOption } from './classStatesOption';
import { Coverage } from './Coverage';
import { useFigures } from './figures';
import classes from './ClassStatesPanel.module.css';
import { Panel } from './Panel';

type ClassPicture = Pick<LiveView, 'class_states' | 'coverage' | 'counts'>;

/** How the class is doing: shares per learning state with their intervals, or why they are hidden. */
export function ClassStatesPanel({ class_states, coverage, counts }: ClassPicture) {
  const { t } = useTranslation('teaching');
  return (
    <Panel title={t('class.title')} lead={class_states.suppressed ? undefined : t('class.lead', { count: class_states.n })}>
      {class_states.suppressed ? (
        <Hidden n={class_states.n} minimum={class_states.minimum} />
      ) : (
        <SharesChart shares={class_states.shares} n={class_states.n} />
      )}
      <Text size="sm" className={classes.unknown} mt="sm">{t('class.unknown', { count: counts.unknown })}</Text>
      <Coverage coverage={coverage} n={class_states.n} />
    </Panel>
  );
}

function Hidden({ n, minimum }: { n: number; minimum: number }) {
  const { t } = useTranslation('teaching');
  return (
    <div className={classes.hidden}>
      <IconUsersMinus aria-hidden size={28} stroke={1.6} />
      <div>
        <Text fw={600}>{n < minimum ? t('class.too_few', { minimum, count: n }) : t('class.would_reveal')}</Text>
        <Text size="sm" c="dimmed">{t('class.why_hidden')}</Text>
      </div>
    </div>
  );
}

function SharesChart({ shares, n }: { shares: StateShare[]; n: number }) {
  const { t } = useTranslation('teaching');
  const { percent, range } = useFigures();
  const words = useMemo(() => {
    const state = (share: StateShare) => t(affectKey(share.state));
    return { state, percent, figure: ({ share, count }: StateShare) => t('class.figure', { share: percent(share), count, n }) };
  }, [t, percent, n]);
  const build = useCallback((palette: Palette) => classStatesOption(shares, words, palette), [shares, words]);
  return (
    <Chart
      title={t('class.chart')}
      summary={shares.map((share) => `${words.state(share)}: ${words.figure(share)}`).join('; ')}
      build={build}
      height={sharesHeight(shares.length)}
      table={{
        columns: [t('class.columns.state'), t('class.columns.students'), t('class.columns.share'), t('class.columns.interval')],
        rows: shares.map((one) => [words.state(one), t('class.of', { count: one.count, n }), percent(one.share), range(one.low, one.high)]),
      }}
    />
  );
}
