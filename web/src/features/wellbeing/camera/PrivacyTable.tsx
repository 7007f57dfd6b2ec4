import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './PrivacyTable.module.css';

const ROWS = ['picture', 'face', 'reading', 'summary', 'place', 'tutor'] as const;
const COLUMNS = ['what', 'where', 'sent'] as const;

/**
 * What is processed where, what is sent and what never is. On a narrow screen each row becomes a paragraph of its own;
 * a <table> that is laid out so loses its roles, hence roles without one.
 */
export function PrivacyTable({ windowSeconds }: { windowSeconds: number }) {
  const { t } = useTranslation('wellbeing');
  return (
    <section aria-labelledby="privacy-title">
      <Title order={2} id="privacy-title" mb={6}>{t('privacy.title')}</Title>
      <Text c="dimmed" mb="sm">{t('privacy.lead')}</Text>
      <div role="table" className={classes.table} aria-labelledby="privacy-title">
        <div role="rowgroup" className={classes.head}>
          <div role="row" className={classes.row}>
            {COLUMNS.map((column) => <div key={column} role="columnheader">{t(`privacy.${column}`)}</div>)}
          </div>
        </div>
        <div role="rowgroup">
          {ROWS.map((row) => (
            <div key={row} role="row" className={classes.row}>
              <div role="rowheader">{t(`privacy.${row}.what`, { seconds: windowSeconds })}</div>
              <div role="cell" data-label={t('privacy.where')}>{t(`privacy.${row}.where`)}</div>
              <div role="cell" data-label={t('privacy.sent')}>{t(`privacy.${row}.sent`)}</div>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
