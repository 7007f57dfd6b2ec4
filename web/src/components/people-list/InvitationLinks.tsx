import { Button, CopyButton, Group, Stack, Table, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { linksAsCsv, saveFile, type InvitationLink } from './report';

/** The links of new accounts, shown once: to copy one by one, or to save as a list. */
export function InvitationLinks({ links }: { links: readonly InvitationLink[] }) {
  const { t } = useTranslation('app');
  const header = [t('people_list.person'), t('people_list.email'), t('people_list.link')];
  return (
    <Stack gap="sm">
      <Text>{t('people_list.links', { count: links.length })}</Text>
      <Group>
        <Button
          leftSection={<IconDownload aria-hidden size={18} />}
          onClick={() => saveFile(linksAsCsv(links, header), 'invitations.csv')}
        >
          {t('people_list.save_links')}
        </Button>
      </Group>
      <Table aria-label={t('people_list.links_name')} verticalSpacing="xs">
        <Table.Tbody>
          {links.map(({ name, email, url }) => (
            <Table.Tr key={email}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {name}
                <Text size="sm" c="dimmed">
                  {email}
                </Text>
              </Table.Td>
              <Table.Td ta="end">
                <CopyButton value={url} timeout={4000}>
                  {({ copied, copy }) => (
                    <Button
                      size="sm"
                      variant="light"
                      onClick={copy}
                      aria-label={t('people_list.copy_link_of', { name })}
                      leftSection={copied ? <IconCheck aria-hidden size={16} /> : <IconCopy aria-hidden size={16} />}
                    >
                      {t(copied ? 'people_list.copied' : 'people_list.copy_link')}
                    </Button>
                  )}
                </CopyButton>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
