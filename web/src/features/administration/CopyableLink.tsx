import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A link that is shown once, to be handed on. */
export function CopyableLink({ label, url }: { label: string; url: string }) {
  const { t } = useTranslation('administration');
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label={label}
        value={url}
        readOnly
        flex="1 1 14rem"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={url} timeout={4000}>
        {({ copied, copy }) => (
          <Button
            variant="light"
            onClick={copy}
            leftSection={copied ? <IconCheck aria-hidden size={18} /> : <IconCopy aria-hidden size={18} />}
          >
            <span aria-live="polite">{copied ? t('link.copied') : t('link.copy')}</span>
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
