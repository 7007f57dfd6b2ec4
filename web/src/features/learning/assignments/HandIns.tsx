import { Badge, Button, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheckFilled, IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { AnnotatedText } from '../annotations/AnnotatedText';
import { RichText } from '../blocks/RichText';
import { useContentLanguage } from '../contentLanguage';
import { FileRow } from '../uploads/FileField';
import type { Assignment, HandIn } from '../work/types';
import { Rubric } from './Rubric';
import classes from './Assignment.module.css';

/** What was handed in, the latest first: a receipt, and the tutor's feedback when it has come. */
export function HandIns({
  assignment,
  handIns,
  resultAt,
}: {
  assignment: Assignment;
  handIns: readonly HandIn[];
  /** When the result is shown, where it is hidden until then. */
  resultAt: string | null;
}) {
  const { t } = useTranslation('learning');
  const [shown, setShown] = useState(1);
  const rest = handIns.length - shown;
  return (
    <section aria-label={t('assignment.handed_in_title')}>
      <Stack gap="md">
        {handIns.slice(0, shown).map((handIn, index) => (
          <HandInCard
            key={handIn.id}
            assignment={assignment}
            handIn={handIn}
            latest={index === 0}
            resultAt={index === 0 ? resultAt : null}
          />
        ))}
      </Stack>
      {rest > 0 ? (
        <Button mt="sm" size="compact-md" variant="subtle" color="gray" onClick={() => setShown(handIns.length)}>
          {t('assignment.earlier', { count: rest })}
        </Button>
      ) : null}
    </section>
  );
}

interface HandInCardProps {
  assignment: Assignment;
  handIn: HandIn;
  latest: boolean;
  resultAt: string | null;
}

function HandInCard({ assignment, handIn, latest, resultAt }: HandInCardProps) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  const lang = useContentLanguage();
  const waiting = handIn.state === 'handed_in';
  const Icon = waiting ? IconHourglass : IconCircleCheckFilled;
  const [open, setOpen] = useState(!waiting && latest);
  return (
    <div className={classes.receipt} data-state={handIn.state}>
      <div className={classes.head}>
        <Icon size={20} aria-hidden />
        <div>
          <Title order={3} size="h4">
            {t(`assignment.state.${handIn.state}`)}
          </Title>
          <Text size="sm">
            {t('assignment.receipt', { number: handIn.number, at: dateTime(handIn.at) })}
            {handIn.by_name === null ? null : ` · ${t('assignment.by', { name: handIn.by_name })}`}
            {handIn.late ? (
              <Badge ml="sm" variant="light" color="apricot" component="span">
                {t('assignment.was_late')}
              </Badge>
            ) : null}
          </Text>
          {resultAt ? <Text size="sm">{t('result_at', { at: dateTime(resultAt) })}</Text> : null}
        </div>
        {handIn.points === null ? null : (
          <Text fw={650} className={classes.result}>
            {t('quiz.points', { points: number.format(handIn.points), most: number.format(handIn.max_points) })}
          </Text>
        )}
      </div>
      {handIn.comment_html ? (
        <div className={classes.feedback}>
          <Text size="sm" fw={600}>
            {t('assignment.feedback')}
          </Text>
          <RichText html={handIn.comment_html} />
        </div>
      ) : null}
      {!waiting && assignment.rubric.length > 0 && Object.keys(handIn.rubric).length > 0 ? (
        <Rubric lines={assignment.rubric} given={handIn.rubric} />
      ) : null}
      {handIn.text === '' && handIn.files.length === 0 ? null : (
        <Button size="compact-md" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('assignment.hide_work') : t('assignment.show_work')}
        </Button>
      )}
      {open ? (
        <div className={classes.work}>
          {handIn.text === '' ? null : (
            <AnnotatedText
              text={handIn.text}
              annotations={handIn.annotations}
              lang={lang}
              label={t('assignment.your_text')}
            />
          )}
          {handIn.files.length === 0 ? null : (
            <ul className={classes.files}>
              {handIn.files.map((file) => (
                <FileRow key={file.id} file={file} />
              ))}
            </ul>
          )}
        </div>
      ) : null}
    </div>
  );
}
