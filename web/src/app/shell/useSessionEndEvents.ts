import { useQueryClient } from '@tanstack/react-query';
import { useServerEvent } from '../events';
import { forgetUser } from '../session';

/** Leave when the server ends the session: signed out elsewhere, deactivated, expired. */
export function useSessionEndEvents(): void {
  const client = useQueryClient();
  useServerEvent('session.ended', () => void forgetUser(client));
}
