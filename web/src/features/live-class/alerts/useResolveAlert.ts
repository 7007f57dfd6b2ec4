import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { api, unwrap } from '@/platform/api/client';
import { liveKey } from '../liveKey';
import { withAlert, withoutAlert } from '../reducer';
import type { Alert, LiveView, Resolution } from '../types';

const PATH = '/api/v1/teaching/alerts/{alert_id}/resolution';

function resolve(alertId: string, resolution: Resolution) {
  return unwrap(api.POST(PATH, { params: { path: { alert_id: alertId } }, body: { resolution } }));
}

function reopen(alertId: string) {
  return unwrap(api.DELETE(PATH, { params: { path: { alert_id: alertId } } }));
}

/** Deal with an alert: its card leaves immediately, the server is told, and a toast offers to take it back. */
export function useResolveAlert(courseId: string) {
  const { t } = useTranslation('live-class');
  const client = useQueryClient();
  const change = (update: (view: LiveView) => LiveView) =>
    client.setQueryData<LiveView>(liveKey(courseId), (view) => view && update(view));

  const undo = useMutation({
    mutationFn: async ({ alert, saved }: { alert: Alert; index: number; saved: Promise<unknown> }) => {
      await saved;
      return reopen(alert.id);
    },
    onMutate: ({ alert, index }) => change((view) => withAlert(view, alert, index)),
    onError: (_error, { alert }) => change((view) => withoutAlert(view, alert.id)),
  });

  const settle = useMutation({
    mutationFn: ({ alert, resolution, index }: { alert: Alert; resolution: Resolution; index: number }) => {
      const saved = resolve(alert.id, resolution);
      showUndo({
        message: t(`alert.resolved.${resolution}`, { title: alert.title }),
        undo: () => undo.mutate({ alert, index, saved }),
      });
      return saved;
    },
    onMutate: ({ alert }) => change((view) => withoutAlert(view, alert.id)),
    onError: (_error, { alert, index }) => change((view) => withAlert(view, alert, index)),
  });

  return { settle: settle.mutate, error: settle.error ?? undo.error };
}
