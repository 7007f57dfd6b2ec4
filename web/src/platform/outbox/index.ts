export { Outbox, type OutboxOptions, type OutboxState, type SendAnswer } from './Outbox';
export type { RefusedItem } from './ledger';
export { deviceStore } from './deviceStore';
export { MemoryStore, type OutboxStore } from './store';
export { useOutbox } from './useOutbox';
