import { ActionIcon, Badge, Button, Group, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconDots,
  IconEye,
  IconFiles,
  IconHistory,
  IconLayoutSidebarRight,
  IconSend,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import type { KeeperView } from '../draft/DraftKeeper';
import { DiscardDialog } from '../publishing/DiscardDialog';
import { SaveIndicator } from './SaveIndicator';
import type { Published } from '../publishing/usePublished';
import classes from './Lesson.module.css';

interface EditorBarProps {
  lessonId: string;
  view: KeeperView;
  published: Published;
  /** Whether the preview stands beside the text; null where there is no room for both. */
  preview: boolean | null;
  /** Two texts have to be put together first. */
  blocked: boolean;
  onPreview: () => void;
  onSave: () => void;
  onFiles: () => void;
  onVersions: () => void;
  onPublish: () => void;
}

/** Stays in sight: whether the text is saved, what students see, and what can be done with both. */
export function EditorBar(props: EditorBarProps) {
  const { lessonId, view, published, preview, blocked, onPreview, onSave, onFiles, onVersions, onPublish } = props;
  const { t } = useTranslation('courses');
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const badge = () => {
    if (published.version === 0) return { color: 'gray', label: t('editor.state.unpublished') };
    return published.changed
      ? { color: 'apricot', label: t('editor.state.changed') }
      : { color: 'pine', label: t('editor.state.published', { number: published.version }) };
  };
  const { color, label } = badge();
  return (
    <>
      <div className={classes.bar} role="region" aria-label={t('editor.bar')}>
        <Group gap="md" miw={0}>
          <SaveIndicator view={view} onRetry={onSave} />
          <Badge variant="light" color={color} size="lg" visibleFrom="sm">
            {label}
          </Badge>
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Button
            visibleFrom="sm"
            size="sm"
            variant="default"
            leftSection={<IconFiles size={18} aria-hidden />}
            onClick={onFiles}
          >
            {t('editor.files.title')}
          </Button>
          <Button
            visibleFrom="sm"
            size="sm"
            variant="default"
            component={Link}
            to={`/teach/lessons/${lessonId}/as-student`}
            leftSection={<IconEye size={18} aria-hidden />}
          >
            {t('editor.as_student')}
          </Button>
          <Button
            size="sm"
            leftSection={<IconSend size={18} aria-hidden />}
            disabled={blocked || (!published.changed && published.version > 0)}
            onClick={onPublish}
          >
            {t('editor.publish.open')}
          </Button>
          <Menu position="bottom-end" withinPortal width={280}>
            <Menu.Target>
              <ActionIcon size={38} variant="default" aria-label={t('editor.more')}>
                <IconDots size={19} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label hiddenFrom="sm">{label}</Menu.Label>
              <Menu.Item hiddenFrom="sm" leftSection={<IconFiles size={17} aria-hidden />} onClick={onFiles}>
                {t('editor.files.title')}
              </Menu.Item>
              <Menu.Item
                hiddenFrom="sm"
                component={Link}
                to={`/teach/lessons/${lessonId}/as-student`}
                leftSection={<IconEye size={17} aria-hidden />}
              >
                {t('editor.as_student')}
              </Menu.Item>
              {preview === null ? null : (
                <Menu.Item leftSection={<IconLayoutSidebarRight size={17} aria-hidden />} onClick={onPreview}>
                  {t(preview ? 'editor.preview.hide' : 'editor.preview.show')}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconHistory size={17} aria-hidden />} onClick={onVersions}>
                {t('editor.versions.title')}
              </Menu.Item>
              {published.version > 0 && published.changed ? (
                <Menu.Item
                  color="red"
                  leftSection={<IconArrowBackUp size={17} aria-hidden />}
                  onClick={() => setAsking(true)}
                >
                  {t('editor.discard.action')}
                </Menu.Item>
              ) : null}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </div>
      {error ? <ErrorState error={error} title={t('editor.discard.failed')} /> : null}
      <DiscardDialog
        opened={asking}
        onClose={() => setAsking(false)}
        onDiscard={() => void published.discard().then(() => setError(null), setError)}
      />
    </>
  );
}
