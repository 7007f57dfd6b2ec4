import type { AuditAction } from '../types';

/** Everything that is written down, to choose from; closed over what the server knows. */
const NAMES: Record<AuditAction, true> = {
  viewed_shared_affect: true,
  read_said_feeling: true,
  consent_changed: true,
  data_deleted: true,
  data_exported: true,
  user_created: true,
  user_changed: true,
  password_reset_issued: true,
  setup_changed: true,
  people_enrolled: true,
  people_removed: true,
  policy_changed: true,
  message_changed: true,
  tutor_words_changed: true,
  terms_changed: true,
  resources_changed: true,
  resources_confirmed: true,
  urgent_contact_changed: true,
  model_changed: true,
  experiment_planned: true,
  experiment_abandoned: true,
  experiment_concluded: true,
  audit_exported: true,
};

export const ACTIONS = Object.keys(NAMES) as AuditAction[];
