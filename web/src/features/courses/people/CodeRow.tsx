import { Badge, Button, CopyButton, Group, Image, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconCheck, IconCopy, IconQrcode, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { useDates } from '@/platform/i18n/dates';
import { useCodeActions, type CourseGroup, type JoinCode } from './api';
import classes from './CodeRow.module.css';

interface CodeRowProps {
  courseId: string;
  code: JoinCode;
  groups: CourseGroup[];
}

/** A code: large enough to read out, its link, its picture for the board, and how long it works. */
export function CodeRow({ courseId, code, groups }: CodeRowProps) {
  const { t } = useTranslation('courses');
  const { relative } = useDates();
  const { renew, revoke } = useCodeActions(courseId);
  const [shown, picture] = useDisclosure(false);
  const group = groups.find(({ id }) => id === code.group_id);
  const facts = [
    code.max_uses === null
      ? t('people.codes.used', { count: code.uses })
      : t('people.codes.used_of', { uses: code.uses, most: code.max_uses }),
    code.expires_at ? t('people.codes.until', { when: relative(code.expires_at) }) : t('people.codes.no_end'),
    group ? t('people.codes.into', { name: group.name }) : '',
  ];
  const setRevoked = (revoked: boolean) =>
    revoke.mutate(
      { id: code.id, revoked },
      {
        onSuccess: () =>
          showUndo({
            message: t('people.codes.revoked', { code: code.code }),
            undo: () => revoke.mutate({ id: code.id, revoked: !revoked }),
          }),
      },
    );
  const error = renew.error ?? revoke.error;
  return (
    <div className={classes.row}>
      <Group justify="space-between">
        <div>
          <Group gap="sm">
            <Text className={classes.code}>{code.code}</Text>
            {code.open ? null : (
              <Badge color="gray" variant="outline">
                {t('people.codes.closed')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {facts.filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          <CopyButton value={code.url} timeout={4000}>
            {({ copied, copy }) => (
              <Button
                size="sm"
                variant="light"
                onClick={copy}
                leftSection={copied ? <IconCheck aria-hidden size={16} /> : <IconCopy aria-hidden size={16} />}
              >
                {t(copied ? 'people.codes.copied' : 'people.codes.copy')}
              </Button>
            )}
          </CopyButton>
          <Button size="sm" variant="default" leftSection={<IconQrcode aria-hidden size={16} />} onClick={picture.open}>
            {t('people.codes.qr')}
          </Button>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconRefresh aria-hidden size={16} />}
            loading={renew.isPending}
            onClick={() => renew.mutate(code.id)}
          >
            {t('people.codes.renew')}
          </Button>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconBan aria-hidden size={16} />}
            onClick={() => setRevoked(true)}
          >
            {t('people.codes.revoke')}
          </Button>
        </Group>
      </Group>
      {error ? <ErrorState error={error} /> : null}
      <Modal
        opened={shown}
        onClose={picture.close}
        title={code.code}
        size="lg"
        closeButtonProps={{ 'aria-label': t('app:close') }}
      >
        <Stack align="center">
          <Image
            src={`/api/v1/courses/${courseId}/codes/${code.id}/qr`}
            alt={t('people.codes.qr_alt', { url: code.url })}
            className={classes.picture}
          />
          <Text className={classes.code}>{code.code}</Text>
          <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {code.url}
          </Text>
        </Stack>
      </Modal>
    </div>
  );
}
