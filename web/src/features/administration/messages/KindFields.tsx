import { Group, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cause, Library, Strategy, Style } from './api';

/** For which state a message is, which help it offers, and how it speaks. */
export interface Kind {
  cause: Cause;
  strategy: Strategy;
  style: Style;
}

interface KindFieldsProps {
  library: Pick<Library, 'causes' | 'strategies' | 'styles'>;
  kind: Kind;
  onChange: (kind: Kind) => void;
  children?: ReactNode;
}

/** The choices that a new message begins with. */
export function KindFields({ library, kind, onChange, children }: KindFieldsProps) {
  const { t } = useTranslation('administration');
  return (
    <Group gap="md" align="flex-end">
      <NativeSelect
        label={t('messages.filter.cause')}
        value={kind.cause}
        data={library.causes.map((value) => ({ value, label: t(`messages.causes.${value}`) }))}
        onChange={(event) => onChange({ ...kind, cause: event.currentTarget.value as Cause })}
      />
      <NativeSelect
        label={t('messages.filter.strategy')}
        value={kind.strategy}
        data={library.strategies.map((value) => ({ value, label: t(`messages.strategies.${value}`) }))}
        onChange={(event) => onChange({ ...kind, strategy: event.currentTarget.value as Strategy })}
      />
      <NativeSelect
        label={t('messages.filter.style')}
        value={kind.style}
        data={library.styles.map((value) => ({ value, label: t(`messages.styles.${value}`) }))}
        onChange={(event) => onChange({ ...kind, style: event.currentTarget.value as Style })}
      />
      {children}
    </Group>
  );
}
