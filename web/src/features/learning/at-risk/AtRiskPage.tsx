import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments, IconDownload, IconCircleCheck, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { RiskEntries } from './RiskEntries';
import { useRiskList, type RiskList } from './riskList';
import { RulesDialog } from './RulesDialog';
import { useThresholds } from './useReasons';

/** Who of a course needs a look: by due dates, progress and scores, each rule shown with its figures. */
export function AtRiskPage() {
  const { t } = useTranslation('learning');
  const { courseId = '' } = useParams();
  const list = useRiskList(courseId);
  const [changing, { open, close }] = useDisclosure(false);
  return (
    <Page
      title={t('at_risk.title')}
      lead={t('at_risk.lead')}
      width="study"
      trail={
        <Group gap={6} component="nav" aria-label={t('lesson.trail')}>
          <Anchor component={Link} to={`/teach/courses/${courseId}/students`} c="dimmed">
            {t('roster.title')}
          </Anchor>
          <span aria-hidden="true">/</span>
          <span>{list.data?.course_title}</span>
        </Group>
      }
      actions={
        <Group gap="xs" data-screen-only>
          <Button
            component="a"
            href={`/api/v1/courses/${courseId}/at-risk.csv`}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('gradebook.download')}
          </Button>
          {list.data?.rules.may_change ? (
            <Button variant="default" leftSection={<IconAdjustments size={18} aria-hidden />} onClick={open}>
              {t('at_risk.change_rules')}
            </Button>
          ) : null}
        </Group>
      }
    >
      <QueryState
        query={list}
        errorTitle={t('at_risk.error')}
        wayOn={{ to: '/teach', label: t('gradebook.to_courses') }}
        skeleton={<Skeleton height={360} radius="lg" />}
      >
        {(data) => (
          <>
            <Thresholds list={data} />
            <Found list={data} />
            <RulesDialog
              key={`${data.rules.revision} ${changing}`}
              courseId={courseId}
              rules={data.rules}
              opened={changing}
              onClose={close}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Thresholds({ list: { rules } }: { list: RiskList }) {
  const { t } = useTranslation('learning');
  const thresholds = useThresholds()(rules);
  return (
    <Text mb="lg">
      {thresholds.length === 0 ? t('at_risk.all_off') : t('at_risk.listed_by', { rules: thresholds.join('; ') })}
    </Text>
  );
}

function Found({ list }: { list: RiskList }) {
  const { t } = useTranslation('learning');
  if (list.student_count === 0)
    return (
      <EmptyState icon={IconUsers} title={t('gradebook.empty.students')}>
        {t('roster.empty')}
      </EmptyState>
    );
  if (!list.under_way)
    return (
      <EmptyState icon={IconUsers} title={t('at_risk.not_under_way')}>
        {t('at_risk.not_under_way_lead')}
      </EmptyState>
    );
  if (list.entries.length === 0)
    return (
      <EmptyState icon={IconCircleCheck} title={t('at_risk.none')}>
        {t('at_risk.none_lead', { count: list.student_count })}
      </EmptyState>
    );
  return <RiskEntries list={list} />;
}
