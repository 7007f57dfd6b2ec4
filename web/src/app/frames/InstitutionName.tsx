import { Text } from '@mantine/core';
import { useSession } from '@/platform/session';
import classes from './Brand.module.css';

/** Whose platform this is, once an administrator has said so. */
export function InstitutionName() {
  const name = useSession().data?.institution;
  return name ? (
    <Text component="span" size="sm" c="dimmed" fw={500} dir="auto" className={classes.institution} title={name}>
      {name}
    </Text>
  ) : null;
}
