import { Anchor, Card, Text, Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { affectKey } from '@/components/affect';
import { ChartFigure } from '@/components/chart/ChartFigure';
import type { Palette } from '@/components/chart/palette';
import { sharesHeight, sharesOption, type ShareBar } from '@/components/chart/sharesOption';
import { amountOf, cellOf, STATES, worstState, type Period } from './api';
import { useQualityFormats } from './formats';

/** How often each state was what the student said, and how often it was corrected. */
export function States({ period }: { period: Period }) {
  const { t } = useTranslation('insight');
  const formats = useQualityFormats();
  const bars = useMemo<ShareBar[]>(
    () =>
      STATES.flatMap((state) => {
        const agreement = cellOf(period, 'read_as', state)?.agreement;
        if (!agreement) return [];
        const { share, moments } = agreement;
        return [
          {
            label: t(affectKey(state)),
            figure: t('quality.states.bar', { share: formats.share(share), moments }),
            share: amountOf(share),
            low: share.low,
            high: share.high,
            color: `--state-${state}` as const,
          },
        ];
      }),
    [period, formats, t],
  );
  const build = useCallback((palette: Palette) => sharesOption(bars, formats.percent, palette), [bars, formats]);
  const table = useMemo(
    () => ({
      columns: ['state', 'same', 'interval', 'moments', 'learners', 'corrected', 'corrected_interval', 'read_so'].map(
        (column) => t(`quality.columns.${column}`),
      ),
      rows: STATES.map((state) => {
        const { agreement, corrected } = cellOf(period, 'read_as', state) ?? {};
        return [
          t(affectKey(state)),
          formats.share(agreement?.share),
          formats.range(agreement?.share),
          formats.atLeast(agreement?.moments),
          formats.atLeast(agreement?.learners),
          formats.share(corrected?.share),
          formats.range(corrected?.share),
          formats.atLeast(corrected?.learners),
        ];
      }),
    }),
    [period, formats, t],
  );
  const title = t('quality.states.title');
  return (
    <Card component="section" aria-labelledby="states" padding="lg">
      <Title order={2} size="h3" id="states" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw="75ch">
        {t('quality.states.lead')}
      </Text>
      {bars.length > 0 ? (
        <ChartFigure
          title={title}
          summary={t('quality.states.summary', { shown: bars.length, states: STATES.length })}
          build={build}
          table={table}
          height={sharesHeight(bars.length)}
          file={`${title} ${period.began_on}`}
        />
      ) : null}
      <Hidden period={period} />
      <Corrections period={period} />
      <WhatToDo period={period} />
    </Card>
  );
}

function Hidden({ period }: { period: Period }) {
  const { t } = useTranslation('insight');
  const hidden = STATES.filter((state) => !cellOf(period, 'read_as', state)?.agreement);
  if (hidden.length === 0) return null;
  const states = hidden.map((state) => t(affectKey(state))).join(', ');
  return (
    <Text size="sm" c="dimmed" mt="sm" maw="75ch">
      {t('quality.states.hidden', { states, k: period.k })}
    </Text>
  );
}

function Corrections({ period }: { period: Period }) {
  const { t } = useTranslation('insight');
  const { share } = useQualityFormats();
  const found = STATES.flatMap((state) => {
    const corrected = cellOf(period, 'read_as', state)?.corrected;
    return corrected ? [{ state, corrected }] : [];
  });
  return (
    <section aria-labelledby="corrections">
      <Title order={3} size="h4" id="corrections" mt="md" mb={4}>
        {t('quality.corrections.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs" maw="75ch">
        {t('quality.corrections.lead')}
      </Text>
      {found.length === 0 ? <Text size="sm">{t('quality.corrections.none', { k: period.k })}</Text> : null}
      {found.map(({ state, corrected }) => (
        <Text key={state}>
          {t('quality.corrections.line', {
            state: t(affectKey(state)),
            share: share(corrected.share),
            learners: corrected.learners,
          })}
        </Text>
      ))}
    </section>
  );
}

function WhatToDo({ period }: { period: Period }) {
  const { t } = useTranslation('insight');
  const worst = worstState(period);
  return (
    <section aria-labelledby="what-to-do">
      <Title order={3} size="h4" id="what-to-do" mt="md" mb={4}>
        {t('quality.do.title')}
      </Title>
      <Text maw="75ch" mb="xs">
        {worst ? t('quality.do.worst', { state: t(affectKey(worst)) }) : t('quality.do.none')}
      </Text>
      <Text maw="75ch" mb="xs">
        {t('quality.do.already')}
      </Text>
      <Text maw="75ch" data-print="none">
        {t('quality.do.change')}{' '}
        <Anchor component={Link} to="/admin/policy">
          {t('quality.do.to_policy')}
        </Anchor>
        {' · '}
        <Anchor component={Link} to="/admin/system">
          {t('quality.do.to_model')}
        </Anchor>
      </Text>
    </section>
  );
}
