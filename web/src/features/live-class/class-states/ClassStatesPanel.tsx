import { Text } from '@mantine/core';
import { IconUsersMinus } from '@tabler/icons-react';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { sharesHeight } from '@/components/chart/sharesOption';
import { Panel } from '../Panel';
import type { ClassStates, LiveView, StateShare } from '../types';
import { categoryKey } from './categories';
import { classStatesOption } from './classStatesOption';
import { Coverage } from './Coverage';
import { useShareFormat } from './shareFormat';
import classes from './ClassStatesPanel.module.css';

/** How the class is doing, or those of it who share by name: shares with their intervals, or why they are hidden. */
export const ClassStatesPanel = memo(function ClassStatesPanel({ class_states }: Pick<LiveView, 'class_states'>) {
  const { t } = useTranslation('live-class');
  const { kind, n, minimum, shares, coverage } = class_states;
  return (
    <Panel
      title={t(kind === 'sharers' ? 'class.title_sharers' : 'class.title')}
      lead={n === null ? undefined : <Lead {...class_states} />}
    >
      {kind === 'hidden' ? <Hidden minimum={minimum} /> : <SharesChart shares={shares} />}
      <Text size="sm" className={classes.unknown} mt="sm">
        {t('class.unknown')}
      </Text>
      <Coverage coverage={coverage} />
    </Panel>
  );
});

/** Of whom the picture is, and how exact it can be. */
function Lead({ kind, n, shares }: ClassStates) {
  const { t } = useTranslation('live-class');
  const sides = shares.some(({ category }) => category === 'struggling');
  const worded = shares.some(({ word }) => word !== null);
  return (
    <>
      {t(kind === 'sharers' ? 'class.lead_sharers' : 'class.lead_class', { count: n ?? 0 })}{' '}
      {sides ? `${t('class.lead_sides')} ` : null}
      {t(worded ? 'class.lead_words' : 'class.lead_numbers')}
    </>
  );
}

function Hidden({ minimum }: { minimum: number }) {
  const { t } = useTranslation('live-class');
  return (
    <div className={classes.hidden}>
      <IconUsersMinus aria-hidden size={28} stroke={1.6} />
      <div>
        <Text fw={600}>{t('class.hidden', { minimum })}</Text>
        <Text size="sm" c="dimmed">
          {t('class.why_hidden')}
        </Text>
      </div>
    </div>
  );
}

function SharesChart({ shares }: { shares: StateShare[] }) {
  const { t } = useTranslation('live-class');
  const { percent, range, shareText } = useShareFormat();
  const words = useMemo(
    () => ({ category: ({ category }: StateShare) => t(categoryKey(category)), shareText, percent }),
    [t, shareText, percent],
  );
  const build = useCallback((palette: Palette) => classStatesOption(shares, words, palette), [shares, words]);
  return (
    <Chart
      title={t('class.chart')}
      summary={shares.map((share) => `${words.category(share)}: ${shareText(share)}`).join('; ')}
      build={build}
      height={sharesHeight(shares.length)}
      table={{
        columns: [t('class.columns.state'), t('class.columns.share'), t('class.columns.interval')],
        rows: shares.map((one) => [words.category(one), shareText(one), range(one.low, one.high)]),
      }}
    />
  );
}
