import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { showUndo } from '@/components/undo/undoStore';
import { useUnits } from '../useUnits';
import { readMetrics } from './metrics';
import { useModels, useServeModel, type ListedModel } from './useModels';

/** The models on this server: which one is served, and another one in its place. */
export function ModelChoice() {
  const { t } = useTranslation('administration');
  const models = useModels();
  const serve = useServeModel();

  const choose = (name: string, former: string) =>
    serve.mutate(name, {
      onSuccess: () => showUndo({ message: t('system.models.served_now', { name }), undo: () => serve.mutate(former) }),
    });
  return (
    <Card component="section" aria-labelledby="models-title">
      <Title order={2} size="h3" id="models-title" mb={4}>
        {t('system.models.title')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t('system.models.lead')}
      </Text>
      {serve.error ? <ErrorState error={serve.error} title={t('system.models.refused')} /> : null}
      <QueryState query={models} errorTitle={t('system.models.not_loaded')}>
        {({ models: listed, served }) => (
          <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
            {listed.map((each) => (
              <li key={each.name}>
                <ModelRow
                  listed={each}
                  served={each.name === served}
                  trying={serve.isPending && serve.variables === each.name}
                  disabled={serve.isPending}
                  onServe={() => choose(each.name, served)}
                />
              </li>
            ))}
          </Stack>
        )}
      </QueryState>
    </Card>
  );
}

interface ModelRowProps {
  listed: ListedModel;
  served: boolean;
  /** Whether the server tries it right now. */
  trying: boolean;
  disabled: boolean;
  onServe: () => void;
}

function ModelRow({ listed: { name, model, problem }, served, trying, disabled, onServe }: ModelRowProps) {
  const { t } = useTranslation('administration');
  const { count, share } = useUnits();
  const measured = model ? readMetrics(model.metrics) : null;
  return (
    <Group justify="space-between" gap="sm" wrap="wrap">
      <div style={{ flex: '1 1 14rem' }}>
        <Text fw={600} lh={1.3}>
          {name}
        </Text>
        <Text size="sm" c={problem ? 'var(--danger-ink)' : 'dimmed'}>
          {model
            ? t('system.models.facts', {
                version: model.version,
                parameters: count(model.parameters),
                accuracy:
                  measured?.accuracy == null
                    ? t('system.model.not_measured')
                    : t('system.models.measured', {
                        accuracy: share(measured.accuracy),
                        how: [
                          t(`system.model.short.${model.precision}`),
                          measured.pictures === null ? null : `n = ${count(measured.pictures)}`,
                          measured.protocol,
                        ]
                          .filter(Boolean)
                          .join(', '),
                      }),
              })
            : problem && t(`app:error.codes.${problem.code}`)}
        </Text>
      </div>
      {served ? (
        <Badge color="pine" size="lg">
          {t('system.models.served')}
        </Badge>
      ) : null}
      {!served && model ? (
        <Button size="sm" variant="default" loading={trying} disabled={disabled && !trying} onClick={onServe}>
          {t('system.models.serve_it', { name })}
        </Button>
      ) : null}
    </Group>
  );
}
